"""The signed courses in hashed bins, so that a change costs a laptop one bin and not the whole list (TUF specification 1.0.32, 4.5, succinct
roles; TAP 15).

A bin is metadata of its own, delegated by the targets to the key that signs them. The snapshot names each bin's version and checksum.
"""

from __future__ import annotations

from collections.abc import Iterable

from securesystemslib.signer import Key
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Delegations, SuccinctRoles, TargetFile, Targets

_PREFIX = "bin"
MOST_BITS = 10


def bits_for(courses: int) -> int:
    """The bins (as a power of two) for so many courses: about as many as each has courses, which makes a change cheapest."""
    return min(max(1, (courses.bit_length() - 1) // 2), MOST_BITS)


def delegate(targets: Targets, keys: Iterable[Key], threshold: int, bits: int) -> None:
    """Let the targets delegate every course to one of 2^`bits` bins, which these keys sign."""
    by_id = {key.keyid: key for key in keys}
    roles = SuccinctRoles(sorted(by_id), threshold, bits, _PREFIX)
    targets.delegations = Delegations(by_id, succinct_roles=roles)


def bin_names(targets: Targets) -> list[str]:
    """The bins to which the targets delegate; none where they list courses themselves.

    Raises:
        RepositoryError: there are more than anybody needs, or they are not as `delegate` makes them.
    """
    if targets.delegations is None:
        return []
    roles = targets.delegations.succinct_roles
    if roles is None or roles.bit_length > MOST_BITS or roles.name_prefix != _PREFIX:
        raise RepositoryError("not the bins of a school's catalogue")
    return list(roles.get_roles())


def bin_of(targets: Targets, path: str) -> str:
    """The bin in which a target is. `targets` delegates to bins."""
    assert targets.delegations and targets.delegations.succinct_roles
    return targets.delegations.succinct_roles.get_role_for_target(path)


def courses_in(targets: Targets, bins: dict[str, Targets]) -> list[TargetFile]:
    """Every target, by path; one in a bin that is not its own does not count."""
    own = dict(targets.targets)
    for name, one in bins.items():
        own |= {path: target for path, target in one.targets.items() if bin_of(targets, path) == name}
    return [own[path] for path in sorted(own)]
