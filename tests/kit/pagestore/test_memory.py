"""Memory: bounded, and not to be flooded."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from haowen.kit.pagestore.memory import ENTRY_OVERHEAD, Memory


@dataclass(eq=False)
class Thing:
    size: int = 1000


def test_what_is_asked_for_again_survives_a_flood():
    memory: Memory[Thing] = Memory(200_000)
    memory.put("real", Thing())
    assert memory.get("real")
    for number in range(20_000):
        memory.put(f"invented {number}", Thing())
    assert memory.get("real")
    assert memory.bytes <= 200_000


def test_a_flood_that_asks_twice_pushes_out_itself_before_what_is_read_all_the_time():
    memory: Memory[Thing] = Memory(200_000)
    memory.put("real", Thing())
    for number in range(5_000):
        assert memory.get("real")
        memory.put(number, Thing())
        memory.get(number)
    assert memory.bytes <= 200_000


def test_what_is_too_large_is_not_kept_and_does_not_leave_the_old_one():
    memory: Memory[Thing] = Memory(100_000)
    memory.put("page", Thing())
    memory.put("page", Thing(90_000))
    assert memory.get("page") is None
    assert memory.bytes == 0


def test_dropping_an_old_entry_leaves_its_successor():
    memory: Memory[Thing] = Memory(100_000)
    old, new = Thing(), Thing()
    memory.put("page", old)
    memory.put("page", new)
    memory.drop("page", old)
    assert memory.get("page") is new
    memory.drop("page", new)
    assert memory.get("page") is None


def test_an_entry_that_grew_is_counted_again():
    memory: Memory[Thing] = Memory(100_000)
    thing = Thing(10)
    memory.put("page", thing)
    thing.size = 5_000
    memory.resize("page", thing)
    assert memory.bytes == 5_000 + ENTRY_OVERHEAD
    memory.resize("page", Thing(1))
    assert memory.bytes == 5_000 + ENTRY_OVERHEAD


@given(st.lists(st.tuples(st.sampled_from(["put", "get", "drop", "resize"]), st.integers(0, 9), st.integers(0, 3000))))
def test_the_count_is_right_and_the_bound_is_kept(steps):
    memory: Memory[Thing] = Memory(30_000)
    for what, key, size in steps:
        thing = memory.get(key) if what in ("drop", "resize") else None
        if what == "put":
            memory.put(key, Thing(size))
        elif what == "drop" and thing:
            memory.drop(key, thing)
        elif what == "resize" and thing:
            thing.size = size
            memory.resize(key, thing)
        assert memory.bytes <= 30_000
        assert memory.bytes == sum(memory._sizes.values())
        assert set(memory._sizes) == set(memory._probation) | set(memory._protected)
    memory.clear()
    assert (memory.bytes, len(memory)) == (0, 0)
