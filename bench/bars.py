"""The bars of the design, in its order: what is asked for, the best peer, and which bench answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes:
        key: that of its figures (`Figure.bar`).
        bench: name of the bench that measures it; empty while none does, and `missing` says what that needs.
    """

    key: str
    what: str
    asked: str
    peer: str
    bench: str = ""
    missing: str = ""


BARS = (
    Bar(
        "start",
        "first painted window, 1,000 courses in the library",
        "at most 2.5 x a bare PySide6 window",
        "Anki 1.05 s",
        "start",
    ),
    Bar(
        "memory",
        "memory (PSS of the tree): at home; reading; playing 480p",
        "90 MB; 110 MB; 160 MB",
        "Anki 432 MB",
        "memory",
    ),
    Bar("durable", "saving an answer", "one fsync", "", "durable"),
    Bar("opening", "opening a learner with 200,000 records", "300 ms", "", "opening"),
    Bar(
        "wire",
        "progress on the wire, pages of 200 or more",
        "at most 12 bytes a record",
        "Anki 16 to 18, Kolibri 139",
        "exchange",
    ),
    Bar(
        "small",
        "exchange with nothing new; with 20 records",
        "1 request, 500 bytes; 1 request, 1 kB (TLS apart)",
        "Anki 1 and 0.5 kB, 7 and 3.5 kB once touched; Kolibri 29 and 45 kB",
        "exchange",
    ),
    Bar(
        "line",
        "10,000 records over 2 Mbit/s, 300 ms, 3 % loss; with outages",
        "5 s; 20 s",
        "Anki 27 s, never; Kolibri 196 s, never",
        "far",
    ),
    Bar(
        "cut",
        "sent again after a cut",
        "one page, no manual step",
        "Kolibri 1 chunk to 100 %; Anki 100 %",
        "far",
    ),
    Bar("thin", "a line of 2 kbit/s and 1 s", "", "", "far"),
    Bar(
        "ingest",
        "hub ingest a core, SQLite",
        "60,000 records/s in pages of 200",
        "Anki 51,000 to 87,000; Kolibri 100; Ralph 1,800",
        "ingest",
    ),
    Bar(
        "postgresql",
        "hub ingest a core, PostgreSQL",
        "60,000 records/s in pages of 200",
        "Anki 51,000 to 87,000; Kolibri 100; Ralph 1,800",
        "postgresql",
    ),
    Bar("weekend", "a weekend of many learners, each with a request of their own", "", "", "weekend"),
    Bar("growth", "what costs more with more learners", "", "", "weekend"),
    Bar("strangers", "what costs more with more of other campuses", "", "", "strangers"),
    Bar("hub", "memory of the hub (PSS)", "", "Kolibri 139 MB, Ralph 101 MB", "weekend"),
    Bar("weekend-postgresql", "the same weekend, PostgreSQL", "", "", "weekend_postgresql"),
    Bar("growth-postgresql", "what costs more with more learners, PostgreSQL", "", "", "weekend_postgresql"),
    Bar("hub-postgresql", "memory of the hub with PostgreSQL (PSS)", "", "", "weekend_postgresql"),
    Bar("beside-postgresql", "PostgreSQL beside a file", "", "", "weekend_postgresql"),
    Bar("anki-wire", "progress on the wire, to Anki’s own sync server in the same run", "", "Anki", "anki"),
    Bar("anki-ingest", "what a core takes in, to Anki’s own sync server in the same run", "", "Anki", "anki"),
    Bar("anki-memory", "memory of the hub (PSS), to Anki’s own sync server in the same run", "", "Anki", "anki"),
    Bar(
        "class",
        "40 laptops exchanging at once",
        "2,000 requests/s, 99th percentile under 50 ms",
        "Kolibri’s JSON 115 to 190/s, 2.4 s",
        "ingest",
    ),
    Bar(
        "fetching",
        "40 laptops fetching",
        "large blobs 0.8 x nginx; 100 kB blobs 5,000/s",
        "nginx 2.6 GB/s, 32,000/s; Kolibri 0.2 GB/s",
        "fetching",
    ),
    Bar(
        "film",
        "20 MB over that line with outages that kill the flows",
        "at most 1.15 x the line’s own 120 s; 2 % sent twice; survives kill -9",
        "aria2 tuned 188 s; curl in a loop 800 s",
        "film",
    ),
    Bar(
        "bundles",
        "importing a 1 GB bundle from a stick, every byte hashed",
        "at most 1.25 x `cp` + `sync`",
        "Kolibri about 5 x",
        "bundles",
    ),
    Bar("preload", "preloading four sticks at once", "", "", "preload"),
    Bar(
        "update",
        "course update",
        "at most 1.1 x the changed bytes",
        "",
        "update",
    ),
    Bar("catalogue", "a list of 10,000 courses, and its refresh", "", "", "catalogue"),
    Bar(
        "search",
        "search in 100,000 passages, common words and three-letter prefixes included",
        "95th percentile under 50 ms",
        "plain FTS5 146 to 204 ms",
        "search",
    ),
    Bar("stalls", "window", "no stall over 50 ms in any story", "", "stalls"),
    Bar("package", "the app as a download, without the web engine", "60 MB", "Anki 226 MB, Kolibri 104 MB", "package"),
)

BENCHES = tuple(dict.fromkeys(bar.bench for bar in BARS if bar.bench))
