import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plazos', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='plazo',
            name='suspendido',
            field=models.DateTimeField(blank=True, null=True, verbose_name='suspendido desde'),
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('desde', models.DateField(verbose_name='desde')),
                ('hasta', models.DateField(verbose_name='hasta')),
                ('motivo', models.CharField(max_length=200, verbose_name='motivo')),
                ('fundamento', models.CharField(max_length=300, verbose_name='fundamento')),
                ('plazo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suspensiones', to='plazos.plazo')),
            ],
            options={
                'verbose_name': 'suspensión de un plazo',
                'verbose_name_plural': 'suspensiones de plazos',
                'ordering': ['desde', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hasta__gte', models.F('desde'))), name='plazos_suspension_termina_despues')],
            },
        ),
    ]
