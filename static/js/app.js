/* Small comforts. Every page works without this file. */
"use strict";

// One click, one submission: a second submit of the same form is ignored and its buttons are disabled.
document.addEventListener("submit", (evento) => {
  const formulario = evento.target;
  if (evento.defaultPrevented || formulario.method !== "post" || "repetible" in formulario.dataset) return;
  if (formulario.dataset.enviado) {
    evento.preventDefault();
    return;
  }
  formulario.dataset.enviado = "si";
  // After this turn, so that the pressed button still sends its own name and value.
  setTimeout(() => botones(formulario).forEach((boton) => { boton.disabled = true; }));
});

// Back from the browser's memory: the form can be sent again.
window.addEventListener("pageshow", (evento) => {
  if (!evento.persisted) return;
  document.querySelectorAll("form[data-enviado]").forEach((formulario) => {
    delete formulario.dataset.enviado;
    botones(formulario).forEach((boton) => { boton.disabled = false; });
  });
});

function botones(formulario) {
  return [...formulario.elements].filter((elemento) => elemento.type === "submit");
}

document.addEventListener("click", async (evento) => {
  if (evento.target.closest("[data-imprimir]")) window.print();

  const copiar = evento.target.closest("[data-copiar]");
  if (!copiar) return;
  const rotulo = copiar.textContent;
  try {
    await navigator.clipboard.writeText(copiar.dataset.copiar);
    copiar.textContent = "Copiado";
  } catch {
    copiar.textContent = "No se pudo copiar";
  }
  setTimeout(() => { copiar.textContent = rotulo; }, 2000);
});

// Drafts keep themselves: a form with data-borrador-url posts what was typed, one second after the last key.
const ESPERA = 1000; // milliseconds
const REINTENTO = 10000; // milliseconds

document.querySelectorAll("form[data-borrador-url]").forEach((formulario) => {
  const estado = formulario.querySelector("[data-borrador-estado]") ?? formulario.appendChild(regionDeEstado());
  let temporizador;
  let enCurso = Promise.resolve();

  const programar = (milisegundos) => {
    clearTimeout(temporizador);
    temporizador = setTimeout(() => { enCurso = enCurso.then(guardar); }, milisegundos);
  };

  async function guardar() {
    if (formulario.dataset.enviado) return;
    const datos = new FormData(formulario);
    [...datos].forEach(([nombre, valor]) => { if (valor instanceof File) datos.delete(nombre); });
    estado.textContent = "Guardando…";
    try {
      const respuesta = await fetch(formulario.dataset.borradorUrl, {
        method: "POST",
        body: datos,
        headers: { "X-CSRFToken": datos.get("csrfmiddlewaretoken"), "X-Requested-With": "fetch" },
        redirect: "manual",
      });
      if (respuesta.ok) {
        estado.textContent = `Guardado a las ${hora()}`;
      } else if (respuesta.type === "opaqueredirect" || respuesta.status === 401 || respuesta.status === 403) {
        estado.textContent = "Su sesión terminó. Copie lo que acaba de escribir y vuelva a entrar para continuar.";
      } else if (respuesta.status < 500) {
        estado.textContent = "No se guardó: revise lo escrito.";
      } else {
        throw new Error(respuesta.statusText);
      }
    } catch {
      estado.textContent = "Sin conexión: lo escrito sigue aquí y se volverá a guardar en un momento.";
      programar(REINTENTO);
    }
  }

  formulario.addEventListener("input", () => programar(ESPERA));
  formulario.addEventListener("submit", () => clearTimeout(temporizador));
});

function regionDeEstado() {
  const region = document.createElement("p");
  region.className = "borrador-estado";
  region.setAttribute("role", "status");
  return region;
}

function hora() {
  return new Date().toLocaleTimeString("es-MX", { hour: "2-digit", minute: "2-digit", hour12: false });
}

// What must be corrected is read first.
document.querySelector(".resumen-de-errores")?.focus();

// A security key that did not answer says so on the page.
document.addEventListener("allauth.error", (evento) => {
  evento.preventDefault();
  const error = document.getElementById("error_de_llave");
  if (error) error.hidden = false;
});
