"""A real mail server on this machine that does as it is told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


class MailServer:
    """Takes mails over SMTP; `answers` are given to the next ones, then it takes everything.

    An answer is a line ("451 later"), HANG_UP, SILENCE, or a function that is called once the
    mail is accepted, just before the sender hears of it.
    """

    HANG_UP = "hang up"
    SILENCE = "silence"

    def __init__(self, *, port: int = 0) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[list[str]] = []
        self.answers: list[str | Callable[[], None]] = []
        self._once: dict[str, Callable[[], None]] = {}
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        if self._controller.server is not None:
            self._controller.stop()

    def at(self, step: str, act: Callable[[], None]) -> None:
        """Do something once, before the next answer to this step of the protocol."""
        self._once[step] = act

    def _reached(self, step: str) -> None:
        self._once.pop(step, lambda: None)()

    async def handle_EHLO(self, server, session, envelope, hostname, responses) -> list[str]:
        self._reached("EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options) -> str:
        self._reached("MAIL")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        self._reached("RCPT")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        answer = self.answers.pop(0) if self.answers else None
        if answer == self.HANG_UP:
            server.transport.close()
            return "421 gone"
        if answer == self.SILENCE:
            await asyncio.sleep(1.5)
            return "451 too late"
        if isinstance(answer, str):
            return answer
        content = envelope.content.replace(b"\r\n", b"\n")
        self.mails.append(message_from_bytes(content, policy=policy.default))
        self.envelopes.append(list(envelope.rcpt_tos))
        if answer is not None:
            answer()
        return "250 accepted"
