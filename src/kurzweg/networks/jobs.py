"""What runs by itself: reminding a board, asking members once a year whether an entry is right."""

from kurzweg.core import jobs

jobs.every(60, "kurzweg.networks.approving.remind")
jobs.every(15, "kurzweg.networks.trying.forget_over")
jobs.every(15, "kurzweg.networks.handing_over.carry_on")
jobs.every_night("kurzweg.networks.declarations.ask_due")
