"""The sign before a postcode says in which country it is; until now nothing else did."""

from django.db import migrations

from kurzweg.places.countries import country_of


def name_the_country(apps, schema_editor):
    sites = apps.get_model("people", "Site")._base_manager
    for pk, postal_code in sites.filter(postal_code__contains="-").values_list("pk", "postal_code"):
        country = country_of(postal_code)[1]
        if len(country) == 2 and country != "DE":
            sites.filter(pk=pk).update(country=country)


class Migration(migrations.Migration):
    dependencies = [("people", "0011_site_country_and_located_by")]

    operations = [migrations.RunPython(name_the_country, migrations.RunPython.noop)]
