"""The commands: the only room that prints or ends the program."""
