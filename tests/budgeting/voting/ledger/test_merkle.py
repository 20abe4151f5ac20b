"""The tree of RFC 6962: against its definition, against published values, and against every altered proof."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.voting.ledger import merkle

#: The test vectors of RFC 6962's reference implementation: leaves, and the root of the first n of them.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
sizes = st.integers(1, 300)


def leaves_of(size, salt=b""):
    return [merkle.leaf_hash(salt + str(number).encode()) for number in range(size)]


def defined(leaves):
    """The root as the RFC defines it, by recursion."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return merkle.node_hash(defined(leaves[:half]), defined(leaves[half:]))


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_the_published_roots_come_out(size, root):
    leaves = [merkle.leaf_hash(one) for one in LEAVES[:size]]
    assert merkle.root(size, merkle.tree_of(leaves)).hex() == root


def test_the_empty_tree_has_the_hash_of_nothing():
    assert merkle.root(0, merkle.tree_of([])) == sha256(b"").digest()


def test_a_node_cannot_pass_for_a_leaf():
    left, right = leaves_of(2)
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)


@given(sizes)
def test_the_root_is_that_of_the_definition(size):
    leaves = leaves_of(size)
    assert merkle.root(size, merkle.tree_of(leaves)) == defined(leaves)


def test_a_growing_tree_has_the_root_of_every_size():
    leaves, grown = leaves_of(300), merkle.Frontier()
    assert grown.root() == merkle.EMPTY
    for size, leaf in enumerate(leaves, 1):
        grown.append(leaf)
        assert (grown.size, grown.root()) == (size, merkle.root(size, merkle.tree_of(leaves)))


@settings(max_examples=150)
@given(sizes, st.data())
def test_an_inclusion_proof_proves_its_leaf_and_no_other(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaves, other = leaves_of(size), data.draw(st.integers(0, size - 1))
    node = merkle.tree_of(leaves)
    root, path = merkle.root(size, node), merkle.inclusion_proof(index, size, node)
    assert merkle.verify_inclusion(leaves[index], index, size, path, root)
    assert len(path) <= max(1, (size - 1).bit_length())
    if other != index:
        assert not merkle.verify_inclusion(leaves[other], index, size, path, root)
        assert not merkle.verify_inclusion(leaves[index], other, size, path, root)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"forged"), index, size, path, root)
    assert not merkle.verify_inclusion(leaves[index], index, size, [*path, root], root)
    if path:
        assert not merkle.verify_inclusion(leaves[index], index, size, path[:-1], root)


@settings(max_examples=150)
@given(sizes, st.data())
def test_a_consistency_proof_proves_a_beginning_and_nothing_else(size, data):
    first = data.draw(st.integers(1, size))
    leaves = leaves_of(size)
    node = merkle.tree_of(leaves)
    old, new = merkle.root(first, node), merkle.root(size, node)
    path = merkle.consistency_proof(first, size, node)
    assert merkle.verify_consistency(first, size, old, new, path)
    altered = list(leaves)
    altered[data.draw(st.integers(0, first - 1))] = merkle.leaf_hash(b"exchanged")
    forged = merkle.tree_of(altered)
    assert not merkle.verify_consistency(
        first, size, old, merkle.root(size, forged), merkle.consistency_proof(first, size, forged)
    )
    assert not merkle.verify_consistency(first, size, old, new, [*path, old])
    if path:
        assert not merkle.verify_consistency(first, size, old, new, path[:-1])
        assert not merkle.verify_consistency(first, size, new, old, path)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_there_is_no_proof_of_what_is_not_there(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion_proof(index, size, merkle.tree_of(leaves_of(size)))
    assert not merkle.verify_inclusion(b"", index, size, [], b"")


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3)])
def test_nothing_is_the_beginning_of_less(first, second):
    with pytest.raises(IndexError):
        merkle.consistency_proof(first, second, merkle.tree_of(leaves_of(second)))
    assert not merkle.verify_consistency(first, second, b"", b"", [])
