"""A network's colours reach its pages as a style sheet of their own."""

from tests.look.wellformed import complaints


def test_the_theme_makes_a_pale_accent_readable(client, network):
    network.accent = "#ffe08a"
    network.save()

    css = client.get("/n/riegelstein/theme.css").content.decode()

    assert "--accent:#ffe08a" not in css.split("@media")[0]
    assert "--on-accent:#ffffff" in css


def test_the_pages_of_a_network_are_whole_html(client, network, bakery):
    pages = ["/", "/n/riegelstein/organisations/", "/nowhere/"]

    assert [complaints(client.get(page).content.decode()) for page in pages] == [[], [], []]
