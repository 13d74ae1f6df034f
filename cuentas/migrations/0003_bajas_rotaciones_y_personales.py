import django.db.models.deletion
import django_fsm
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cuentas', '0002_initial'),
        ('organizacion', '0002_clavecalendario'),
        ('organizacion', '__first__'),
        ('plazos', '0002_suspensiones'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='cuenta',
            name='cuentas_identificador_unico_por_red',
        ),
        migrations.AddField(
            model_name='cuenta',
            name='oficial_desde',
            field=models.DateField(blank=True, null=True, verbose_name='oficial desde'),
        ),
        migrations.AddField(
            model_name='cuenta',
            name='oficial_hasta',
            field=models.DateField(blank=True, null=True, verbose_name='oficial hasta'),
        ),
        migrations.AddField(
            model_name='cuenta',
            name='vigilada_el',
            field=models.DateField(blank=True, null=True, verbose_name='última revisión del identificador'),
        ),
        migrations.AddField(
            model_name='historicalcuenta',
            name='oficial_desde',
            field=models.DateField(blank=True, null=True, verbose_name='oficial desde'),
        ),
        migrations.AddField(
            model_name='historicalcuenta',
            name='oficial_hasta',
            field=models.DateField(blank=True, null=True, verbose_name='oficial hasta'),
        ),
        migrations.AddField(
            model_name='historicalcuenta',
            name='vigilada_el',
            field=models.DateField(blank=True, null=True, verbose_name='última revisión del identificador'),
        ),
        migrations.AlterField(
            model_name='cuenta',
            name='estado',
            field=models.CharField(choices=[('registrada', 'Abierta, falta el aviso al Comité'), ('regularizacion', 'Oficial, faltan administradores'), ('activa', 'Activa'), ('baja', 'Dada de baja')], default='registrada', max_length=50, verbose_name='estado'),
        ),
        migrations.AlterField(
            model_name='historicalcuenta',
            name='estado',
            field=models.CharField(choices=[('registrada', 'Abierta, falta el aviso al Comité'), ('regularizacion', 'Oficial, faltan administradores'), ('activa', 'Activa'), ('baja', 'Dada de baja')], default='registrada', max_length=50, verbose_name='estado'),
        ),
        migrations.CreateModel(
            name='CuentaPersonal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('red', models.CharField(choices=[('x', 'X (Twitter)'), ('facebook', 'Facebook'), ('instagram', 'Instagram'), ('youtube', 'YouTube'), ('tiktok', 'TikTok'), ('threads', 'Threads'), ('linkedin', 'LinkedIn'), ('whatsapp', 'WhatsApp (canal)'), ('telegram', 'Telegram'), ('otra', 'Otra red')], max_length=20, verbose_name='red')),
                ('identificador', models.CharField(max_length=80, verbose_name='identificador')),
                ('clave', models.CharField(editable=False, max_length=80, verbose_name='identificador normalizado')),
                ('url', models.URLField(max_length=300, verbose_name='dirección')),
                ('nombre', models.CharField(max_length=120, verbose_name='nombre con el que aparece')),
                ('busqueda', models.TextField(default='', editable=False, verbose_name='texto de búsqueda')),
                ('publicada', models.DateTimeField(verbose_name='publicada')),
                ('retirada', models.DateTimeField(blank=True, null=True, verbose_name='retirada')),
                ('persona', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cuentas_personales', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'cuenta personal publicada',
                'verbose_name_plural': 'cuentas personales publicadas',
                'ordering': ['nombre', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('retirada__isnull', True)), fields=('red', 'clave'), name='cuentas_personal_unica_por_red')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCuentaPersonal',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('red', models.CharField(choices=[('x', 'X (Twitter)'), ('facebook', 'Facebook'), ('instagram', 'Instagram'), ('youtube', 'YouTube'), ('tiktok', 'TikTok'), ('threads', 'Threads'), ('linkedin', 'LinkedIn'), ('whatsapp', 'WhatsApp (canal)'), ('telegram', 'Telegram'), ('otra', 'Otra red')], max_length=20, verbose_name='red')),
                ('identificador', models.CharField(max_length=80, verbose_name='identificador')),
                ('clave', models.CharField(editable=False, max_length=80, verbose_name='identificador normalizado')),
                ('url', models.URLField(max_length=300, verbose_name='dirección')),
                ('nombre', models.CharField(max_length=120, verbose_name='nombre con el que aparece')),
                ('publicada', models.DateTimeField(verbose_name='publicada')),
                ('retirada', models.DateTimeField(blank=True, null=True, verbose_name='retirada')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('persona', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historia de la cuenta personal',
                'verbose_name_plural': 'historical cuentas personales publicadas',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalRotacion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('motivo', models.CharField(choices=[('inicial', 'Puesta en operación'), ('periodica', 'Cambio periódico'), ('cambio', 'Cambio de persona con acceso'), ('objetada', 'El cambio anterior no se confirmó')], max_length=20, verbose_name='por qué')),
                ('detalle', models.CharField(blank=True, max_length=300, verbose_name='detalle')),
                ('exigida', models.DateTimeField(verbose_name='exigida')),
                ('hecha', models.DateTimeField(blank=True, null=True, verbose_name='hecha')),
                ('confirmada', models.DateTimeField(blank=True, null=True, verbose_name='confirmada')),
                ('estado', models.CharField(choices=[('exigida', 'Por hacer'), ('hecha', 'Hecha, por confirmar'), ('confirmada', 'Confirmada'), ('objetada', 'No confirmada'), ('sustituida', 'Sustituida por otra'), ('cancelada', 'Ya no hizo falta')], default='exigida', max_length=50, verbose_name='estado')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('confirmada_por', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cuenta', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cuentas.cuenta')),
                ('hecha_por', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plazo', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='plazos.plazo')),
            ],
            options={
                'verbose_name': 'historia de la rotación',
                'verbose_name_plural': 'historical rotaciones de contraseñas',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Rotacion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('motivo', models.CharField(choices=[('inicial', 'Puesta en operación'), ('periodica', 'Cambio periódico'), ('cambio', 'Cambio de persona con acceso'), ('objetada', 'El cambio anterior no se confirmó')], max_length=20, verbose_name='por qué')),
                ('detalle', models.CharField(blank=True, max_length=300, verbose_name='detalle')),
                ('exigida', models.DateTimeField(verbose_name='exigida')),
                ('hecha', models.DateTimeField(blank=True, null=True, verbose_name='hecha')),
                ('confirmada', models.DateTimeField(blank=True, null=True, verbose_name='confirmada')),
                ('estado', models.CharField(choices=[('exigida', 'Por hacer'), ('hecha', 'Hecha, por confirmar'), ('confirmada', 'Confirmada'), ('objetada', 'No confirmada'), ('sustituida', 'Sustituida por otra'), ('cancelada', 'Ya no hizo falta')], default='exigida', max_length=50, verbose_name='estado')),
                ('confirmada_por', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('cuenta', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rotaciones', to='cuentas.cuenta')),
                ('hecha_por', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plazo', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plazos.plazo')),
            ],
            options={
                'verbose_name': 'rotación de contraseña',
                'verbose_name_plural': 'rotaciones de contraseñas',
                'ordering': ['-exigida', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('estado', 'exigida')), fields=('cuenta',), name='cuentas_una_rotacion_exigida'), models.CheckConstraint(condition=models.Q(('confirmada_por__isnull', True), models.Q(('confirmada_por', models.F('hecha_por')), _negated=True), _connector='OR'), name='cuentas_rotacion_confirmada_por_otra_persona')],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name='cuenta',
            constraint=models.UniqueConstraint(condition=models.Q(('estado', 'baja'), _negated=True), fields=('red', 'clave'), name='cuentas_identificador_unico_por_red', violation_error_message='Ya hay una cuenta viva con ese identificador en esa red.'),
        ),
        migrations.AddConstraint(
            model_name='cuenta',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('estado', 'baja'), _negated=True), ('oficial_hasta__isnull', False), _connector='OR'), name='cuentas_baja_con_fecha'),
        ),
    ]
