"""The values that a chronology is made of: frozen, typed, without files and without HTML."""
