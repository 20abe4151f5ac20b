"""Quorum and majority as a charter says them, in whole numbers. Plain Python.

Source of the defaults: the model clause of Korean committee ordinances, "opens with a majority of the enrolled members,
decides with a majority of those present" (재적위원 과반수의 출석으로 개의하고 출석위원 과반수의 찬성으로 의결한다).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fraction:
    """So many of so many; ``strict``: more than that, else at least that."""

    of: int
    among: int
    strict: bool = True

    def needed(self, people: int) -> int:
        """How many of ``people`` it takes; never fewer than one."""
        whole, rest = divmod(people * self.of, self.among)
        return max(1, whole + 1 if self.strict or rest else whole)

    def met(self, count: int, people: int) -> bool:
        """Are ``count`` of ``people`` enough? Of nobody, nobody is."""
        return people > 0 and count >= self.needed(people)


MAJORITY = Fraction(1, 2)
