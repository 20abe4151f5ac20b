"""Setting up a cycle step by step: the forms, what each begins with, and what they make together."""

from budgeting.cycles.wizard.planning import missing, plan
from budgeting.cycles.wizard.rules import RulesStep
from budgeting.cycles.wizard.steps import STEPS, form_of, plain, shown

__all__ = ["STEPS", "RulesStep", "form_of", "missing", "plain", "plan", "shown"]
