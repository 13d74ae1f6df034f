import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organizacion', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaveCalendario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('huella', models.CharField(max_length=64, unique=True, verbose_name='SHA-256 de la clave')),
                ('creada', models.DateTimeField(verbose_name='creada')),
                ('revocada', models.DateTimeField(blank=True, null=True, verbose_name='revocada')),
                ('persona', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claves_de_calendario', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'clave de calendario',
                'verbose_name_plural': 'claves de calendario',
                'constraints': [models.UniqueConstraint(condition=models.Q(('revocada__isnull', True)), fields=('persona',), name='organizacion_una_clave_de_calendario')],
            },
        ),
    ]
