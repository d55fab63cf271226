NOTE = 'sibling'
