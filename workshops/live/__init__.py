"""The live room of a workshop: people write and answer statements on their phones, without an account."""
