"""Acts of office on the vote. Never a ballot."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("voting.roll_fixed", _("Fixed the voters' roll"))
public_verb("voting.trustees_named", _("Named the trustees of a vote"))
public_verb("voting.key_handed_in", _("Handed in the key that two trustees opened"))
public_verb("voting.place_added", _("Added a polling place"))
public_verb("voting.place_changed", _("Changed a polling place"))
public_verb("voting.slips_numbered", _("Numbered slips for a polling place"))
public_verb("voting.kiosk_opened", _("Opened a voting device"))
public_verb("voting.kiosk_ended", _("Ended a voting device"))
public_verb("voting.batch_begun", _("Began to enter the slips of a polling place"))
public_verb("voting.batch_second_reading", _("Began the second reading of the slips"))
public_verb("voting.batch_read_again", _("Began a reading of the slips anew"))
public_verb("voting.batch_read", _("Finished a reading of the slips"))
public_verb("voting.slip_decided", _("Decided a slip that was read in two ways"))
public_verb("voting.batch_closed", _("Closed a batch of slips"))
public_verb("voting.taken_off", _("Took a project off the ballot"))
public_verb("voting.closed", _("Closed the vote"))
public_verb("voting.annulled", _("Logged that a court or the committee annulled the vote"))
public_verb("voting.box_emptied", _("Deleted the sealed ballots"))
