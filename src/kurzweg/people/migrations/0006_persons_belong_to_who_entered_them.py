"""Until now a person acted wherever one of her firms belonged, whoever had entered her.

Who acted in one network only is that network's from now on. Who acted in several stays as she
is: nobody can tell which office entered her, and none of them loses its contact.
"""

from collections import defaultdict

from django.db import migrations


def belong_to_the_network_in_which_they_act(apps, schema_editor):
    networks_of_organisation = defaultdict(set)
    for model in ("Membership", "SupportingBody"):
        rows = apps.get_model("networks", model)._base_manager
        for network, organisation in rows.values_list("network", "organisation"):
            networks_of_organisation[organisation].add(network)
    networks_of_person = defaultdict(set)
    mandates = apps.get_model("networks", "Mandate")._base_manager
    for network, person in mandates.values_list("network", "person"):
        networks_of_person[person].add(network)
    positions = apps.get_model("people", "Position")._base_manager
    for organisation, person in positions.values_list("organisation", "person"):
        networks_of_person[person] |= networks_of_organisation[organisation]
    persons = apps.get_model("people", "Person")._base_manager
    for person, networks in networks_of_person.items():
        if len(networks) == 1:
            persons.filter(pk=person).update(entered_by_network=next(iter(networks)))


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0002_membership_by_firm"),
        ("people", "0005_person_entered_by_network"),
    ]

    operations = [
        migrations.RunPython(belong_to_the_network_in_which_they_act, migrations.RunPython.noop),
    ]
