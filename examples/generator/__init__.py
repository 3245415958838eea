"""Makes the example company: Quillmere, a fictional seller of data software, and the mess in its CRM."""
