"""Five short reports of one promise: made, copied, told again, put off, and told as kept and as broken."""

MADE = """Union to open harbour by June

By Ann Li

May 3, 2024

RIGA, May 3 (Northwire) - The port authority promised on Friday to reopen the grain terminal at Port Selda by May 20.

Harbour master Eva Holm said the cranes were old. The town lies on the river, and most of its people work at the port
or on the ferries that cross to the islands in summer.
"""
COPIED = MADE.replace("Union to open harbour by June", "Terminal to open again").replace(
    "Northwire", "Meridian News"
)
AGAIN = """Terminal work on schedule

By Ann Li

May 10, 2024

RIGA, May 10 (Northwire) - Harbour master Eva Holm said on Friday that the port authority would reopen the grain \
terminal at Port Selda by May 20 as planned.
"""
LATER = """Terminal delayed

By Piet Oss

May 18, 2024

RIGA, May 18 (Halden Press Agency) - The port authority has postponed the reopening of the grain terminal at Port \
Selda until June 3, a spokesman said.
"""
KEPT = """Ships return to Port Selda

By Piet Oss

June 4, 2024

RIGA, June 4 (Halden Press Agency) - The port authority reopened the grain terminal at Port Selda on Monday, as it had \
promised.

Trader Jan Brandt said the port authority had not reopened the grain terminal at Port Selda and had broken its promise.
"""
ALL = (MADE, COPIED, AGAIN, LATER, KEPT)
