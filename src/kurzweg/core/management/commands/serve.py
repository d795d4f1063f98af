"""Everything one machine needs: web server and worker, stopped by one Ctrl-C."""

from __future__ import annotations

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from kurzweg.core import in_use, migrating, private, reach, serving


class Command(BaseCommand):
    help = "Bring the database up to date, run web server and worker, print the address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="where to listen")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        if settings.DEMO and host not in serving.LOOPBACK:
            raise CommandError(serving.DEMO_STAYS)
        if serving.is_taken(host, port):
            other = f"make demo PORT={port + 1}" if settings.DEMO else f"--port {port + 1}"
            raise CommandError(f"Port {port} is taken; another one: {other}")
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(asked, leave)
        children: serving.Children = {}
        try:
            self.prepare()
            self.serve(children, host=host, port=port)
        except serving.NotServing as reason:
            raise CommandError(f"Stopped: {reason}.{self.hint()}") from None
        finally:
            for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(asked, signal.SIG_IGN)
            serving.stop(children)

    def prepare(self) -> None:
        private.close()
        in_use.hold()
        migrating.bring_up_to_date(say=self.say)
        if settings.DEMO:
            call_command("demo", verbosity=0)  # speaks only while it has something to do
        else:
            call_command("collectstatic", interactive=False, verbosity=0)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def serve(self, children: serving.Children, *, host: str, port: int) -> None:
        address = reach.address_of_server(host=host, port=port)
        log_folder = settings.VAR / "log" if settings.DEMO else None
        environment = {
            "DJANGO_SETTINGS_MODULE": "kurzweg.settings",
            "KURZWEG_VAR": str(settings.VAR),
        }
        if settings.DEMO or not settings.HAS_BASE_URL:
            environment["KURZWEG_BASE_URL"] = address  # links in mails lead to this very server
        elif warning := reach.leads_elsewhere(address):
            self.stderr.write(warning)
        web = serving.server_command(host=host, port=port, is_sqlite=connection.vendor == "sqlite")
        connections.close_all()
        serving.start(children, "server", web, environment=environment, log_folder=log_folder)
        serving.wait_until_healthy(children, host=host, port=port)
        serving.start(
            children,
            "worker",
            serving.worker_command(),
            environment=environment,
            log_folder=log_folder,
        )
        self.say(f"Kurzweg: {address}{'demo/' if settings.DEMO else ''}")
        while True:
            time.sleep(0.5)
            serving.raise_if_one_ended(children)

    def hint(self) -> str:
        return f" See {settings.VAR / 'log'}." if settings.DEMO else ""


def leave(*_: Any) -> None:
    raise SystemExit(0)
