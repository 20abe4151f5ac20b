"""No change of a table: the tables of the sign-in library come before ours, while few models point at a person.

Otherwise they come last, in the order of names, and each of their twenty small steps draws two hundred models anew.
"""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0004_proven_age"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]

    operations = []
