"""Ids and credentials of the official test data, and of the synthetic rows beside it."""

ORGANIZER = "0ce87cbc-9299-4528-8d35-92225dc9489f"
OTHER_ORGANIZER = "5e1c7a40-0d3f-4b52-9a3e-6f2d8b1c9e77"
NOT_IN_UITPAS = "b7f0d2f6-3f0e-4f0c-8f59-1f6f0d3a2c11"
PLACE = "8248e289-c986-4006-902f-b0616dcbcde7"
NOWHERE = "00000000-0000-0000-0000-000000000000"

PERMANENT_EVENT = "5a0967f9-cc06-4c3c-9206-30481a767434"
LIMITED_EVENT = "d83b5b8a-108a-45d6-9ac9-8bdc44a0a24a"
FORBIDDEN_EVENT = "373d6cee-b4ae-4637-9b7c-eeb79e45f044"

DENDER, PASPARTOE, GENT = 1, 3, 5

CLIENT_ID, CLIENT_SECRET = "uitkern-client", "uitkern-secret"
BLIND_CLIENT_ID, BLIND_CLIENT_SECRET = "uitkern-client-without-search", "uitkern-secret"
MODERATOR_CLIENT_ID, MODERATOR_CLIENT_SECRET = "uitkern-moderator", "uitkern-secret"
API_KEY = "uitkern-api-key"
COUNTER_CLIENT_ID, COUNTER_CLIENT_SECRET = "uitkern-counter", "uitkern-secret"
IN_CONSULTATION = "3b92c85b-a923-4895-85f5-ed056dae11e2"
