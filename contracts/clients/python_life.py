"""The whole life of a referral, through a Python client of the vendor. Both packages call their module talon_one and
name their calls alike, so one script is both. Reads the door as JSON from its first argument and prints one JSON line
for each step: {"step": ..., "problem": ...}."""

import json
import sys

import talon_one
from talon_one.api.integration_api import IntegrationApi
from talon_one.api.management_api import ManagementApi

door = json.loads(sys.argv[1])
ADA, BOB, CARL = "ada@example.com", "bob@example.com", "carl@example.com"
place = (door["applicationId"], door["campaignId"])


def client(**keys):
    """One client per key: the packages keep keys in their configuration, one of them under the header's name."""
    configuration = talon_one.Configuration(host=door["url"])
    for name, (prefix, key) in keys.items():
        for known in (name, "Authorization"):
            configuration.api_key[known] = key
            configuration.api_key_prefix[known] = prefix
    return talon_one.ApiClient(configuration)


def backend(key):
    return IntegrationApi(client(api_key_v1=("ApiKey-v1", key)))


def expect(what, wanted):
    if what != wanted:
        raise AssertionError(f"expected {wanted!r}, got {what!r}")


def effects_of(answer):
    return [effect.effect_type for effect in answer.effects]


def session(integration, name, profile, code, state):
    content = {"profileId": profile, "referralCode": code, "state": state}
    return integration.update_customer_session_v2(name, {"customerSession": content})


def steps():
    """Yields each step's name before what it does, so that a failure has one."""
    yield "a manager signs in"
    credentials = {"email": door["email"], "password": door["password"]}
    token = ManagementApi(client()).create_session(credentials).token
    manager = ManagementApi(client(manager_auth=("Bearer", token)))
    integration = backend(door["apiKey"])

    yield "the advocate gets a profile"
    integration.update_customer_profile_v2(ADA, {"attributes": {}})

    yield "a referral code is created"
    new = {"campaignId": door["campaignId"], "advocateProfileIntegrationId": ADA}
    referral = integration.create_referral(new)
    expect(referral.usage_counter, 0)

    yield "several advocates get their codes at once"
    integration.update_customer_profile_v2(CARL, {"attributes": {}})
    several = {"campaignId": door["campaignId"], "advocateProfileIntegrationIds": [ADA, CARL], "usageLimit": 1}
    expect(len(integration.create_referrals_for_multiple_advocates(several, silent="no").data), 2)

    yield "a friend opens a session with the code"
    expect("acceptReferral" in effects_of(session(integration, "order-1", BOB, referral.code, "open")), True)

    yield "closing the session redeems the code"
    expect("acceptReferral" in effects_of(session(integration, "order-1", BOB, referral.code, "closed")), True)

    yield "the advocate cannot use the own code"
    expect("rejectReferral" in effects_of(session(integration, "order-2", ADA, referral.code, "closed")), True)

    yield "the session is read"
    expect(integration.get_customer_session("order-1").customer_session.state, "closed")

    yield "an event is tracked"
    integration.track_event_v2({"profileId": BOB, "type": door["eventType"], "attributes": {}}, silent="no")

    yield "the inventory shows the code as used"
    referrals = integration.get_customer_inventory(ADA, referrals=True).referrals
    expect([one.usage_counter for one in referrals if one.code == referral.code], [1])

    yield "reopening the session gives the use back"
    integration.reopen_customer_session("order-1")
    referrals = integration.get_customer_inventory(ADA, referrals=True).referrals
    expect([one.usage_counter for one in referrals if one.code == referral.code], [0])

    yield "the manager lists the referrals of the advocate"
    expect(len(manager.get_referrals_without_total_count(*place, advocate=ADA).data), 2)

    yield "the manager changes a referral"
    expect(manager.update_referral(*place, str(referral.id), {"usageLimit": 5}).usage_limit, 5)

    yield "the manager deletes a referral"
    manager.delete_referral(*place, str(referral.id))
    expect(len(manager.get_referrals_without_total_count(*place, advocate=ADA).data), 1)

    yield "a wrong key is an error of the client, with its status"
    try:
        backend("nobody").create_referral(new)
    except talon_one.rest.ApiException as error:
        expect(error.status, 401)
    else:
        raise AssertionError("a wrong key was accepted")

    yield "the manager signs out"
    manager.destroy_session()


def tell(step, problem):
    print(json.dumps({"step": step, **({} if problem is None else {"problem": problem})}), flush=True)


current = None
try:
    for name in steps():
        if current is not None:
            tell(current, None)
        current = name
    tell(current, None)
except Exception as error:  # a step that fails ends the life: the later ones build on it
    tell(current, f"{type(error).__name__}: {error}"[:2000])
