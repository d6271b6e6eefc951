"""Hub to hub: a campus brings the school what its laptops brought, and takes home what the school wrote (docs/protocol.md#hubs).

upstream.py   the hub above: joining it, and the exchange with it        loop.py   that exchange again and again while a hub serves
side.py       a hub as one end of an exchange                            sticks.py  the same road by stick
"""
