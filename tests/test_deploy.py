"""What those who run an installation read and use."""

import re
from pathlib import Path

from django.core.management import load_command_class

ROOT = Path(__file__).resolve().parent.parent


def test_every_setting_is_explained_and_no_other():
    code = [
        *(ROOT / "src").rglob("*.py"),
        ROOT / "conftest.py",
        *(ROOT / "tools").glob("*.py"),
    ]
    read = {
        name
        for path in code
        for name in re.findall(r"""["'](KURZWEG_[A-Z_]+)["']""", path.read_text("utf-8"))
    }
    explained = (ROOT / "docs" / "running" / "configuration.md").read_text("utf-8")

    assert set(re.findall(r"`(KURZWEG_[A-Z_]+)`", explained)) == read


def test_the_timer_takes_backups_as_the_command_does():
    unit = (ROOT / "deploy" / "systemd" / "kurzweg-backup.service").read_text("utf-8")

    [command] = re.findall(r"^ExecStart=\S+/kurzweg (.*)$", unit, re.MULTILINE)
    name, *arguments = command.split()

    told = load_command_class("kurzweg.core", name).create_parser("kurzweg", name)
    assert vars(told.parse_args(arguments))["keep"] == 48


def test_the_logs_of_the_proxy_hold_no_token_no_search_words_and_no_address():
    """By default nginx writes down the whole request, where it came from and who sent it."""
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    [format_of_log] = re.findall(r"log_format kurzweg '(.*)';", site)
    servers = site.split("server {")[1:]

    assert re.findall(r"\$(\w+)", format_of_log) == [
        "time_iso8601", "request_method", "logged_uri", "status", "body_bytes_sent", "request_time",
    ]  # fmt: skip
    assert re.search(r"map \$uri \$logged_uri \{\s+~\*\^/l/ ", site)
    assert [re.findall(r"^    (?:access|error)_log (\S+)", server, re.M) for server in servers] == [
        ["off;", "/dev/null;"],
        ["/var/log/nginx/kurzweg.log", "/var/log/nginx/kurzweg-error.log"],
    ]
    assert re.search(r"location ~\* \^/l/ \{\s+error_log /dev/null;", site)
