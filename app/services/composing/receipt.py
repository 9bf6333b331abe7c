"""A receipt: a consent record after ISO/IEC TS 27560, as the schema beside `app/receipts` describes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.banner import fingerprint_of
from app.domain.consent import ConsentRecord
from app.domain.decision import Method
from app.domain.ids import NECESSARY
from app.domain.moment import written

FORM = "kelisim-receipt-1"
_CONTROLLER = "controller"


@dataclass(frozen=True, slots=True)
class Screen:
    """What stood on the screen. `is_exact` says that it is the revision that the page named, not one of its time."""

    shown: Mapping[str, Any]
    is_exact: bool


def receipt(record: ConsentRecord, screen: Screen) -> dict[str, Any]:
    """Return the receipt of a record, without its place in the book and without its signature."""
    decision, terms = record.decision, screen.shown["terms"]
    first, details = screen.shown["first"], screen.shown["details"]
    language = decision.language if decision.language in first else next(iter(first))
    return {
        "schema_version": FORM,
        "record_id": decision.id,
        "pii_principal_id": decision.visitor,
        "pii_processing": {
            "privacy_notice": {
                "url": screen.shown["policy"],
                "edition": str(decision.edition),
                "effective_from": terms["effective"],
                "banner": decision.banner,
                "shown_exactly": screen.is_exact,
                "sha256": fingerprint_of(screen.shown),
            },
            "language": decision.language,
            "jurisdiction": terms["controller"]["country"],
            "withdrawal_method": first[language]["preferences"],
            "privacy_rights": screen.shown["policy"],
            "purposes": [
                _purpose(category, record, screen, details[language])
                for category in (NECESSARY, *screen.shown["categories"])
            ],
        },
        "party_identification": [_party(terms["controller"], screen.shown["policy"])],
        "events": [_event(record, terms)],
        "shown": dict(screen.shown),
    }


def _purpose(category: str, record: ConsentRecord, screen: Screen, details: Mapping[str, Any]) -> dict[str, Any]:
    terms = screen.shown["terms"]
    is_needed = category == NECESSARY
    recipients = [
        {"counter_id": counter, **recipient, "granted": is_needed or counter in record.grants}
        for counter, recipient in terms["recipients"].items()
        if screen.shown["counters"][counter] == category
    ]
    return {
        "purpose": details["categories"][category]["text"],
        "purpose_type": category,
        "lawful_basis": "necessary-for-service" if is_needed else "consent",
        "granted": category in record.grants,
        "pii_information": [{"pii_type": code, "pii_optional": not is_needed} for code in terms["data_collected"]],
        "pii_controllers": [_CONTROLLER],
        "storage_locations": [terms["storage_country"]],
        "geographic_restrictions": f"finest geography: {terms['geo']}",
        "retention_period": terms["retention"],
        "recipient_third_parties": recipients,
        "cross_border": any(recipient["abroad"] for recipient in recipients),
        "public_dissemination": terms["dissemination"],
    }


def _party(controller: Mapping[str, str | None], policy: str) -> dict[str, Any]:
    told = {
        "party_id": _CONTROLLER,
        "party_name": controller["name"],
        "party_role": "controller",
        "party_type": "operator",
        "party_address": controller["address"] or controller["country"],
        "party_contact": controller["email"] or controller["phone"] or policy,
        "party_email": controller["email"],
        "party_phone": controller["phone"],
        "bin_iin": controller["registration"],
    }
    return {name: value for name, value in told.items() if value is not None}


def _event(record: ConsentRecord, terms: Mapping[str, Any]) -> dict[str, Any]:
    decision = record.decision
    return {
        "event_time": written(record.holds_from),
        "recorded_at": written(record.recorded_at),
        "validity_duration": terms["validity"],
        "entity_id": decision.visitor,
        "event_type": "expressed",
        "event_state": _status(record),
        "indication_method": decision.method,
        "page_url": decision.page,
        "signals": {"gpc": decision.gpc},
    }


def _status(record: ConsentRecord) -> str:
    if record.decision.method is Method.WITHDRAW:
        return "withdrawn"
    return "refused" if record.grants_nothing else "given"
