"""How mails leave the machine: as files or by SMTP."""
