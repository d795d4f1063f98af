from email.utils import parseaddr

from django.db import migrations
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from kurzweg.core.addresses import normalised


def name_readers(apps, schema_editor):
    """Two mails without a reader are not of the same one: what was written before gets its own."""
    mails = apps.get_model("core", "OutboxMail").objects.filter(reader="")
    mails.filter(person_id__isnull=False).update(
        reader=Concat(Value("person "), Cast(F("person_id"), CharField()))
    )
    for pk, recipient in mails.filter(person_id=None).values_list("pk", "recipient").iterator():
        address = normalised(parseaddr(recipient)[1])
        mails.filter(pk=pk).update(reader=address)


class Migration(migrations.Migration):
    dependencies = [("core", "0010_mails_have_a_budget")]
    operations = [migrations.RunPython(name_readers, migrations.RunPython.noop)]
