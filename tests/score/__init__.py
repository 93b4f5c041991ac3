"""How well mail is read: every stage of reading against the labels of the corpus, in right, wrong and abstained."""
