"""What the script `report` writes: the page, and what it says in words."""
