# syntax=docker/dockerfile:1
FROM python:3.13-slim AS construccion
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN pip install --no-cache-dir "uv>=0.8,<1"
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev
COPY . .
RUN DATOS_DIR=/tmp/datos STATIC_ROOT=/app/estaticos .venv/bin/python manage.py collectstatic --no-input \
    && .venv/bin/python -m compileall -q -x '/\.venv/' .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /datos --shell /usr/sbin/nologin redsociales \
    && install --directory --owner redsociales --group redsociales --mode 750 /datos
COPY --from=construccion /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 DATOS_DIR=/datos STATIC_ROOT=/app/estaticos
USER redsociales
VOLUME /datos
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/salud/', timeout=8)"]
CMD ["gunicorn", "redsociales.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
