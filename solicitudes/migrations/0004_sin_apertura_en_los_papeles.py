import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contenttypes", "0002_remove_content_type_name"), ("solicitudes", "0003_papeles_de_cualquier_solicitud")]

    operations = [
        migrations.RemoveConstraint(
            model_name='constancia',
            name='solicitudes_una_constancia_por_clase',
        ),
        migrations.AlterField(
            model_name='constancia',
            name='objeto_id',
            field=models.PositiveBigIntegerField(verbose_name='solicitud'),
        ),
        migrations.AlterField(
            model_name='constancia',
            name='tipo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='clase de solicitud'),
        ),
        migrations.AlterField(
            model_name='documento',
            name='objeto_id',
            field=models.PositiveBigIntegerField(verbose_name='solicitud'),
        ),
        migrations.AlterField(
            model_name='documento',
            name='tipo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='clase de solicitud'),
        ),
        migrations.AlterField(
            model_name='nota',
            name='objeto_id',
            field=models.PositiveBigIntegerField(verbose_name='solicitud'),
        ),
        migrations.AlterField(
            model_name='nota',
            name='tipo',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='clase de solicitud'),
        ),
        migrations.RemoveField(
            model_name='constancia',
            name='apertura',
        ),
        migrations.RemoveField(
            model_name='documento',
            name='apertura',
        ),
        migrations.RemoveField(
            model_name='nota',
            name='apertura',
        ),
        migrations.AddConstraint(
            model_name='constancia',
            constraint=models.UniqueConstraint(fields=('tipo', 'objeto_id', 'clase'), name='solicitudes_una_constancia_por_clase'),
        ),
    ]
