"""Journals meet: what is new here goes to the hub, what is new there comes here (docs/protocol.md#exchange).

journal.py   what the exchange needs of a journal     client.py    the hub's routes as methods
plan.py      what to send next: pure                  exchange.py  one stream's exchange, resumable
join.py      from a code or an invite file to an account on this device
"""
