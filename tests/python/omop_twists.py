"""Rows of OMOP that are turned round in one way each, and what each comes to: (what, question, outcome, rows, …).

A person is a woman born on 17 May 1980, observed since her birth, and asked about on 1 June 2025. `person`, `period` and `death`
change that; `says` is a word that her document must hold.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from omop_cdm import CdmRows

ALT, BP, ANA, HCG, NYHA, SMOKING = 3006923, 3004249, 3012829, 3010000, 3010001, 4144272
DIABETES, TYPE_1, TYPE_2, DISEASE, CANCER, BREAST, HYPERTENSION = 201820, 201254, 201826, 4274025, 443392, 4112853, 316866
STROKE, MTX, MTX_TABLET, PRED, PRED_DROPS, MTX_PRED, PARACETAMOL = 443454, 1305058, 1305059, 1550557, 1550558, 1550559, 1125315
BIOPSY, LIVER_BIOPSY, ECG, INPATIENT, OUTPATIENT = 4028790, 4031199, 4145513, 9201, 9202
I63, E10, I10, LOCAL, OLD_DIABETES = 45576876, 35206881, 35207668, 2000000001, 40000001
FAMILY, FAMILY_DIABETES, HISTORY, HISTORY_CANCER, SUSPECTED_DIABETES, NO_DIABETES = 4167217, 4051114, 4214956, 4324190, 40000002, 40000003
NEGATIVE, POSITIVE, YES, NO, ABSENT = 9189, 9191, 4188539, 4188540, 4132135
UNIT, MG_DL, MM_HG, TITER = 8645, 8840, 8876, 9525
LESS, AT_MOST, MORE, AT_LEAST = 4171756, 4171754, 4172704, 4171755
EHR, GIVEN, DISPENSED, WRITTEN, LISTED, ORDER, PROBLEM, LAB, SAID, NLP, REFERRAL = (
    32817, 32818, 32825, 32838, 32830, 32833, 32840, 32856, 32865, 32858, 32842)


def vocabulary(cdm: CdmRows) -> None:
    finding, drug, measure, procedure = 441840, 40000010, 40000011, 4322976
    for id, name in ((finding, "Clinical finding"), (procedure, "Procedure")):
        cdm.concept(id, name, "SNOMED", str(id))
    cdm.concept(drug, "Drug", "SNOMED", "410942007")
    cdm.concept(measure, "Laboratory", "LOINC", "LP29693-6")
    for id, name, code in ((ALT, "ALT in serum", "1742-6"), (BP, "Systolic blood pressure", "8480-6"), (ANA, "ANA titer", "5048-4"),
                           (HCG, "hCG in urine", "2106-3"), (NYHA, "NYHA", "88020-3")):
        cdm.concept(id, name, "LOINC", code, below=(measure,))
    cdm.concept(SMOKING, "Tobacco smoking behavior", "SNOMED", "365981007", below=(finding,))
    cdm.concept(DISEASE, "Disease", "SNOMED", "64572001", below=(finding,))
    cdm.concept(DIABETES, "Diabetes mellitus", "SNOMED", "73211009", below=(DISEASE, finding))
    cdm.concept(TYPE_1, "Type 1 diabetes mellitus", "SNOMED", "46635009", below=(DIABETES, DISEASE, finding))
    cdm.concept(TYPE_2, "Type 2 diabetes mellitus", "SNOMED", "44054006", below=(DIABETES, DISEASE, finding))
    cdm.concept(CANCER, "Malignant neoplastic disease", "SNOMED", "363346000", below=(DISEASE, finding))
    cdm.concept(BREAST, "Malignant tumor of breast", "SNOMED", "254837009", below=(CANCER, DISEASE, finding))
    cdm.concept(HYPERTENSION, "Hypertensive disorder", "SNOMED", "38341003", below=(DISEASE, finding))
    cdm.concept(STROKE, "Cerebral infarction", "SNOMED", "432504007", below=(DISEASE, finding))
    cdm.concept(I63, "Cerebral infarction, unspecified", "ICD10CM", "I63.9", standard=None)
    cdm.concept(40000012, "Cerebral infarction", "ICD10", "I63", standard=None)
    cdm.related(40000012, "Maps to", STROKE)
    cdm.concept(E10, "Type 1 diabetes mellitus without complications", "ICD10CM", "E10.9", standard=None)
    cdm.concept(I10, "Essential (primary) hypertension", "ICD10CM", "I10", standard=None)
    cdm.concept(OLD_DIABETES, "Diabetes, retired", "SNOMED", "190321005", standard=None)
    cdm.concept(LOCAL, "Sugar trouble of our house", "HOUSE", "S1", is_placed=False)
    cdm.concept(MTX, "methotrexate", "RxNorm", "6851", below=(drug,))
    cdm.concept(MTX_TABLET, "methotrexate 2.5 MG Oral Tablet", "RxNorm", "105585", below=(MTX, drug))
    cdm.concept(21600001, "prednisolone; systemic", "ATC", "H02AB06", standard="C")
    cdm.concept(PRED, "prednisolone", "RxNorm", "8638", below=(drug, 21600001))
    cdm.concept(PRED_DROPS, "prednisolone 10 MG/ML Ophthalmic Solution", "RxNorm", "8639", below=(PRED, drug))
    cdm.concept(MTX_PRED, "methotrexate / prednisolone Oral Tablet", "RxNorm", "9999", below=(MTX, PRED, drug))
    cdm.concept(PARACETAMOL, "acetaminophen", "RxNorm", "161", below=(drug,))
    cdm.concept(BIOPSY, "Biopsy", "SNOMED", "86273004", below=(procedure,))
    cdm.concept(LIVER_BIOPSY, "Biopsy of liver", "SNOMED", "86259008", below=(BIOPSY, procedure))
    cdm.concept(ECG, "Electrocardiographic procedure", "SNOMED", "29303009", below=(procedure,))
    cdm.concept(INPATIENT, "Inpatient Visit", "Visit", "IP")
    cdm.concept(OUTPATIENT, "Outpatient Visit", "Visit", "OP")
    cdm.concept(44814999, "oral", "SNOMED", "26643006", is_placed=False)
    context, past, family, absent = 40000020, 40000021, 40000022, 40000023
    cdm.concept(context, "Situation with explicit context", "SNOMED", "243796009")
    cdm.concept(past, "Past history of clinical finding", "SNOMED", "417662000", below=(context,))
    cdm.concept(family, "Family history with explicit context", "SNOMED", "57177007", below=(context,))
    cdm.concept(absent, "Clinical finding absent", "SNOMED", "373572006", below=(context,))
    cdm.concept(FAMILY, "Family history of clinical finding", "SNOMED", "416471007", below=(family, context))
    cdm.concept(FAMILY_DIABETES, "Family history of diabetes mellitus", "SNOMED", "160303001", below=(FAMILY, family, context))
    cdm.related(FAMILY_DIABETES, "Has asso finding", DIABETES)
    cdm.concept(HISTORY, "History of clinical finding in subject", "SNOMED", "1234", below=(past, context))
    cdm.concept(HISTORY_CANCER, "History of malignant neoplasm", "SNOMED", "1235", below=(HISTORY, past, context))
    cdm.related(HISTORY_CANCER, "Has asso finding", CANCER)
    cdm.concept(SUSPECTED_DIABETES, "Suspected diabetes mellitus", "SNOMED", "1236", below=(context,))
    cdm.related(SUSPECTED_DIABETES, "Has asso finding", DIABETES)
    cdm.concept(NO_DIABETES, "Diabetes mellitus absent", "SNOMED", "1237", below=(absent, context))
    cdm.related(NO_DIABETES, "Has asso finding", DIABETES)


class Twist(NamedTuple):
    it: str
    ask: str
    outcome: str
    rows: list[tuple[str, dict[str, Any]]]
    says: str = ""
    person: dict[str, Any] = {}
    period: dict[str, Any] | None = {}
    death: dict[str, Any] | None = None


def lab(concept: int = ALT, number: float | None = 150, **cells: Any) -> tuple[str, dict[str, Any]]:
    return "measurement", {"measurement_concept_id": concept, "measurement_date": "2025-05-01", "measurement_type_concept_id": LAB,
                           "value_as_number": number, "unit_concept_id": UNIT, **cells}


def dx(concept: int = DIABETES, **cells: Any) -> tuple[str, dict[str, Any]]:
    return "condition_occurrence", {"condition_concept_id": concept, "condition_start_date": "2025-03-01",
                                    "condition_type_concept_id": EHR, **cells}


def rx(concept: int = MTX, **cells: Any) -> tuple[str, dict[str, Any]]:
    return "drug_exposure", {"drug_concept_id": concept, "drug_exposure_start_date": "2025-05-20",
                             "drug_exposure_end_date": "2025-05-20", "drug_type_concept_id": GIVEN, **cells}


def op(concept: int = BIOPSY, **cells: Any) -> tuple[str, dict[str, Any]]:
    return "procedure_occurrence", {"procedure_concept_id": concept, "procedure_date": "2025-03-01",
                                    "procedure_type_concept_id": EHR, **cells}


def obs(concept: int, **cells: Any) -> tuple[str, dict[str, Any]]:
    return "observation", {"observation_concept_id": concept, "observation_date": "2025-03-01", "observation_type_concept_id": EHR,
                           **cells}


def visit(concept: int = INPATIENT, **cells: Any) -> tuple[str, dict[str, Any]]:
    return "visit_occurrence", {"visit_concept_id": concept, "visit_start_date": "2025-03-01", "visit_end_date": "2025-03-04",
                                "visit_type_concept_id": EHR, **cells}


def era(**cells: Any) -> tuple[str, dict[str, Any]]:
    return "drug_era", {"drug_concept_id": MTX, "drug_era_start_date": "2025-01-01", "drug_era_end_date": "2025-06-01", **cells}


T = Twist
TWISTS = [
    # results
    T("a result counts", "Q-ALT", "met", [lab()]),
    T("a result below does not", "Q-ALT", "not met", [lab(number=50)]),
    T("no result, and all is on record", "Q-ALT", "not met", []),
    T("no result, and nobody says that all is on record", "Q-ALT", "unknown", [], period=None),
    T("a period that begins within the window", "Q-ALT", "unknown", [], period={"observation_period_start_date": "2025-01-01"}),
    T("a period that ends before the as-of date", "Q-ALT", "unknown", [], period={"observation_period_end_date": "2025-05-01"}),
    T("a period that covers the window alone", "Q-ALT", "not met", [], period={"observation_period_start_date": "2024-01-01"}),
    T("claims hold no results", "Q-ALT", "unknown", [], period={"period_type_concept_id": 32813}),
    T("claims hold diagnoses", "Q-DM", "not met", [], period={"period_type_concept_id": 32813}),
    T("a register holds what it asks for", "Q-DM", "unknown", [], period={"period_type_concept_id": 32879}),
    T("a period does not reach behind its beginning", "Q-DM", "unknown", [], period={"observation_period_start_date": "2000-01-01"}),
    T("below 100 by its operator", "Q-ALT", "not met", [lab(number=100, operator_concept_id=LESS)]),
    T("at most 150 by its operator", "Q-ALT", "unknown", [lab(operator_concept_id=AT_MOST)]),
    T("above 100 by its operator", "Q-ALT", "met", [lab(number=100, operator_concept_id=MORE)]),
    T("at least 100 by its operator", "Q-ALT", "unknown", [lab(number=100, operator_concept_id=AT_LEAST)]),
    T("the operator for equal", "Q-ALT", "met", [lab(operator_concept_id=4172703)]),
    T("an operator that nobody knows", "Q-ALT", "unknown", [lab(operator_concept_id=12345)]),
    T("a sign in the source alone", "Q-ALT", "not met", [lab(number=100, value_source_value="<100")]),
    T("a sign in the source that the operator denies", "Q-ALT", "unknown", [lab(number=100, operator_concept_id=MORE, value_source_value="< 100")]),
    T("equal by the operator, below by the source", "Q-ALT", "unknown", [lab(operator_concept_id=4172703, value_source_value="<150")]),
    T("the unit is a concept", "Q-BP", "met", [lab(BP, unit_concept_id=MM_HG)]),
    T("the unit is in the source alone", "Q-ALT", "met", [lab(unit_concept_id=0, unit_source_value="U/L")]),
    T("a unit in the source that nobody knows", "Q-ALT", "unknown", [lab(unit_concept_id=0, unit_source_value="units of ours")]),
    T("no unit", "Q-ALT", "unknown", [lab(unit_concept_id=0)]),
    T("a unit that is null", "Q-ALT", "unknown", [lab(unit_concept_id=None)]),
    T("a unit of another kind", "Q-ALT", "unknown", [lab(unit_concept_id=MG_DL)]),
    T("two units, and a number that is the source's own", "Q-ALT", "unknown", [lab(unit_source_value="kU/L", value_source_value="150")]),
    T("two units, and a number that was converted", "Q-ALT", "met", [lab(unit_source_value="kU/L", value_source_value="0.15")]),
    T("one unit in two spellings", "Q-ALT", "met", [lab(unit_source_value="u/l")]),
    T("a value that cannot be", "Q-ALT", "unknown", [lab(number=200000)]),
    T("a number that is none", "Q-ALT", "unknown", [lab(number=float("nan"))]),
    T("no value", "Q-ALT", "unknown", [lab(number=None)]),
    T("a value in the source alone", "Q-ALT", "met", [lab(number=None, value_source_value="150")]),
    T("a bound in the source alone", "Q-ALT", "not met", [lab(number=None, value_source_value="<100")]),
    T("a text that is no number", "Q-ALT", "unknown", [lab(number=None, value_source_value="haemolysed")]),
    T("a word where a number is asked", "Q-ALT", "unknown", [lab(number=None, value_as_concept_id=POSITIVE)]),
    T("twice its own upper limit", "Q-ULN", "met", [lab(range_high=40)]),
    T("no upper limit", "Q-ULN", "unknown", [lab(range_low=5)]),
    T("an upper limit of 0", "Q-ULN", "unknown", [lab(range_high=0)]),
    T("an upper limit below the lower one", "Q-ULN", "unknown", [lab(range_low=50, range_high=40)]),
    T("an upper limit with a number below it", "Q-ULN", "not met", [lab(number=70, range_low=0, range_high=40)]),
    T("a result of the day after", "Q-ALT", "not met", [lab(measurement_date="2025-06-02")]),
    T("a result before the window", "Q-ALT", "not met", [lab(measurement_date="2024-05-31")]),
    T("a datetime that agrees", "Q-ALT", "met", [lab(measurement_datetime="2025-05-01T08:30:00")]),
    T("a datetime of midnight is a day", "Q-ALT", "met", [lab(measurement_datetime="2025-05-01T00:00:00")]),
    T("a datetime that lies elsewhere", "Q-ALT", "unknown", [lab(measurement_datetime="2024-05-01T08:30:00")], "2024-05-01/2025-05-01"),
    T("a result of a type for orders", "Q-ALT", "unknown", [lab(measurement_type_concept_id=ORDER)], "it is an order"),
    T("a result that a program found in a text", "Q-ALT", "unknown", [lab(measurement_type_concept_id=NLP)], "by a program"),
    T("a result of a type that nobody knows", "Q-ALT", "unknown", [lab(measurement_type_concept_id=777)], "concept 777"),
    T("a result that was not mapped", "Q-ALT", "unknown", [lab(0, measurement_source_value="GPT")], "GPT"),
    T("a result that was not mapped, of the fact's name", "Q-ALT", "met", [lab(0, measurement_source_value="alt")]),
    T("a result that was not mapped, with a code of the source", "Q-ALT", "met", [lab(0, measurement_source_concept_id=ALT)]),
    T("a value that the fact cannot have", "Q-ALT", "not met", [lab(0, 0.2, measurement_source_value="INR", unit_concept_id=8554)]),
    T("another test is another test", "Q-ALT", "not met", [lab(BP, unit_concept_id=MM_HG)]),
    T("a result in the table of observations", "Q-ALT", "met", [obs(ALT, value_as_number=150, unit_concept_id=UNIT)]),
    T("a titre as a number with its unit", "Q-ANA", "met", [lab(ANA, 320, unit_concept_id=TITER)]),
    T("a titre as a text", "Q-ANA", "met", [lab(ANA, None, value_source_value="1:320", unit_concept_id=TITER)]),
    T("a low titre", "Q-ANA", "not met", [lab(ANA, 80, unit_concept_id=TITER)]),
    T("a number that may be a titre", "Q-ANA", "unknown", [lab(ANA, 320, unit_concept_id=0)]),
    T("positive", "Q-HCG", "met", [lab(HCG, None, value_as_concept_id=POSITIVE)]),
    T("negative", "Q-HCG", "not met", [lab(HCG, None, value_as_concept_id=NEGATIVE)]),
    T("positive in the source alone", "Q-HCG", "met", [lab(HCG, None, value_source_value="Positive")]),
    T("a word beside its number", "Q-HCG", "not met", [lab(HCG, 3.2, value_as_concept_id=NEGATIVE)]),
    T("a number where a word is asked", "Q-HCG", "unknown", [lab(HCG, 3.2)]),
    T("a value that nobody knows", "Q-HCG", "unknown", [lab(HCG, None, value_as_concept_id=778)]),
    T("a grade as a number", "Q-NYHA", "unknown", [lab(NYHA, 3, unit_concept_id=0)]),
    T("a grade as a text", "Q-NYHA", "met", [lab(NYHA, None, value_source_value="III", unit_concept_id=0)]),
    T("a grade with a sign", "Q-NYHA", "not met", [lab(NYHA, None, unit_concept_id=0, value_source_value="< III")]),
    T("an observation with its value", "Q-SMOKE", "met", [obs(SMOKING, value_as_string="smoker")]),
    T("an observation that is negated", "Q-SMOKE", "unknown", [obs(SMOKING, value_as_string="smoker", qualifier_concept_id=NO)]),
    # conditions
    T("a diagnosis", "Q-DM", "met", [dx()]),
    T("a narrower diagnosis", "Q-DM", "met", [dx(TYPE_2)]),
    T("a narrower diagnosis is another narrower one", "Q-DM1", "not met", [dx(TYPE_2)]),
    T("a narrower fact", "Q-DM1", "met", [dx(TYPE_1)]),
    T("a broader diagnosis may be the narrower fact", "Q-DM1", "unknown", [dx(DIABETES)], "is broader than"),
    T("a much broader diagnosis", "Q-DM", "unknown", [dx(DISEASE)]),
    T("another diagnosis", "Q-DM", "not met", [dx(HYPERTENSION)]),
    T("another diagnosis may be a fact whose code is not known here", "Q-STROKE", "unknown", [dx(HYPERTENSION)]),
    T("another diagnosis whose source code says that it is not", "Q-STROKE", "not met", [dx(HYPERTENSION, condition_source_concept_id=I10)]),
    T("a diagnosis that was not mapped", "Q-DM", "unknown", [dx(0, condition_source_value="sugar")], '"sugar"'),
    T("one that was not mapped, nor named", "Q-DM", "unknown", [dx(0)]),
    T("one that was not mapped, with quotation marks", "Q-DM", "unknown", [dx(0, condition_source_value='a "sweet" \\ one')]),
    T("one that was not mapped, with a code of the source that is no fact", "Q-STROKE", "not met",
      [dx(0, condition_source_concept_id=E10, condition_source_value="E10.9")]),
    T("one that was not mapped, with a code of the source", "Q-STROKE", "met", [dx(0, condition_source_concept_id=I63)]),
    T("a code of the source below that of the fact", "Q-STROKE", "met", [dx(STROKE, condition_source_concept_id=I63)]),
    T("what the fact's code maps to may be broader", "Q-STROKE", "unknown", [dx(STROKE)], "may be broader"),
    T("a local concept may be any", "Q-DM", "unknown", [dx(LOCAL)], "Sugar trouble"),
    T("concept and source concept of two things", "Q-STROKE", "unknown", [dx(DIABETES, condition_source_concept_id=I63)]),
    T("a part of a broader fact without a code of its own", "Q-BC", "unknown", [dx(BREAST)]),
    T("the broader fact itself", "Q-CA", "met", [dx(BREAST)]),
    T("what lies outside the broader fact", "Q-BC", "not met", [dx(DIABETES)]),
    T("a diagnosis of the day after", "Q-DM", "not met", [dx(condition_start_date="2025-06-02")]),
    T("a diagnosis within the window", "Q-DM12", "met", [dx()]),
    T("a diagnosis before the window, perhaps gone", "Q-DM12", "unknown", [dx(condition_start_date="2020-03-01")]),
    T("the end of an encounter is none of the disease", "Q-DMA", "unknown", [dx(condition_end_date="2025-03-02")]),
    T("the end in a list of problems is one", "Q-DMA", "not met", [dx(condition_end_date="2025-03-02", condition_type_concept_id=PROBLEM)]),
    T("a problem without an end may have ended", "Q-DMA", "unknown", [dx(condition_type_concept_id=PROBLEM)]),
    T("a confirmed diagnosis", "Q-DM", "met", [dx(condition_status_concept_id=32893)]),
    T("a preliminary diagnosis", "Q-DM", "unknown", [dx(condition_status_concept_id=32899)], "Preliminary"),
    T("an admission diagnosis", "Q-DM", "unknown", [dx(condition_status_concept_id=32890)]),
    T("a resolved diagnosis was there", "Q-DM", "met", [dx(condition_status_concept_id=32906)]),
    T("a resolved diagnosis is over", "Q-DMA", "not met", [dx(condition_status_concept_id=32906)]),
    T("a diagnosis to be ruled out", "Q-DM", "unknown", [dx(condition_status_concept_id=4132494)]),
    T("a diagnosis that was ruled out", "Q-DM", "not met", [dx(condition_status_source_value="Ruled out")]),
    T("suspected in the source", "Q-DM", "unknown", [dx(condition_status_source_value="suspected")]),
    T("not confirmed in the source", "Q-DM", "unknown", [dx(condition_status_source_value="unconfirmed")]),
    T("a status that nobody knows", "Q-DM", "unknown", [dx(condition_status_concept_id=779)], "concept 779"),
    T("a referral", "Q-DM", "unknown", [dx(condition_type_concept_id=REFERRAL)]),
    T("a diagnosis that a program found", "Q-DM", "unknown", [dx(condition_type_concept_id=NLP)]),
    T("a suspected diagnosis by its concept", "Q-DM", "unknown", [dx(SUSPECTED_DIABETES)], "Suspected"),
    T("its absence by its concept", "Q-DM", "not met", [dx(NO_DIABETES)], '"absent"'),
    T("its absence closes the list", "Q-DM", "not met", [dx(NO_DIABETES, condition_start_date="2025-06-01")], period=None),
    # the family, the past, denials: observations
    T("the family's disease is not the patient's", "Q-DM", "not met", [obs(FAMILY_DIABETES)]),
    T("the family's disease, by its own fact", "Q-FAM", "met", [obs(FAMILY_DIABETES)]),
    T("the family's disease as a value", "Q-DM", "not met", [obs(FAMILY, value_as_concept_id=TYPE_2)]),
    T("the family's disease as a value, by its fact", "Q-FAM", "met", [obs(FAMILY, value_as_concept_id=DIABETES)]),
    T("the past disease", "Q-CA", "met", [obs(HISTORY_CANCER)]),
    T("the past disease as a value", "Q-CA", "met", [obs(HISTORY, value_as_concept_id=BREAST)]),
    T("the past disease may be over", "Q-DMA", "unknown", [obs(HISTORY, value_as_concept_id=TYPE_2)]),
    T("the past of something else", "Q-CA", "not met", [obs(HISTORY, value_as_concept_id=HYPERTENSION)], ),
    T("the past of something that is not said", "Q-CA", "unknown", [obs(HISTORY)]),
    T("the past disease, denied", "Q-CA", "not met", [obs(HISTORY_CANCER, value_as_concept_id=NO)]),
    T("the past disease, affirmed", "Q-CA", "met", [obs(HISTORY_CANCER, value_as_concept_id=YES)]),
    T("a disease among the observations", "Q-DM", "met", [obs(DIABETES)]),
    T("a disease among the observations, denied", "Q-DM", "not met", [obs(DIABETES, value_as_concept_id=NO)]),
    T("a disease among the observations, absent", "Q-DM", "not met", [obs(DIABETES, value_as_concept_id=ABSENT)]),
    T("a disease among the observations, affirmed", "Q-DM", "met", [obs(DIABETES, value_as_concept_id=YES)]),
    T("a disease with a number", "Q-DM", "unknown", [obs(DIABETES, value_as_number=0)]),
    T("a disease with a qualifier that denies it", "Q-DM", "not met", [obs(DIABETES, qualifier_concept_id=NO)]),
    T("a disease with a qualifier of the source that denies it", "Q-DM", "not met", [obs(DIABETES, qualifier_source_value="absent")]),
    T("a disease with a qualifier that affirms it", "Q-DM", "met", [obs(DIABETES, qualifier_concept_id=4181412)]),
    T("a disease with a qualifier that nobody knows", "Q-DM", "unknown", [obs(DIABETES, qualifier_source_value="Q7")], "Q7"),
    T("an observation that was not mapped may be of the past", "Q-DM", "unknown", [obs(0, observation_source_value="Z-17")]),
    T("one with a number is of no disease", "Q-DM", "not met", [obs(0, observation_source_value="Z-17", value_as_number=3)]),
    T("an answer by the name of its question", "Q-OK", "met", [obs(0, observation_source_value="consents", value_as_string="yes")]),
    T("an answer that is a concept", "Q-OK", "not met", [obs(0, observation_source_value="Consents", value_as_concept_id=NO)]),
    # drugs
    T("a drug that was given", "Q-MTX", "met", [rx()]),
    T("a product of the drug", "Q-MTX", "met", [rx(MTX_TABLET)]),
    T("a product by the class", "Q-PRED", "met", [rx(PRED)]),
    T("a product by its ingredient", "Q-PRED", "met", [rx(PRED_DROPS)]),
    T("a combination is each of its drugs", "Q-MTX", "met", [rx(MTX_PRED)]),
    T("a combination is the other one, too", "Q-PRED", "met", [rx(MTX_PRED)]),
    T("another drug", "Q-MTX", "not met", [rx(PARACETAMOL)]),
    T("no drug", "Q-MTX", "not met", []),
    T("a drug that was not mapped", "Q-MTX", "unknown", [rx(0, drug_source_value="MTX")], "MTX"),
    T("a drug that was handed over", "Q-MTX", "met", [rx(drug_type_concept_id=DISPENSED, days_supply=28)]),
    T("a supply that ended before the window", "Q-MTX", "not met", [rx(
        drug_type_concept_id=DISPENSED, days_supply=28, drug_exposure_start_date="2025-03-01", drug_exposure_end_date="2025-03-28")]),
    T("a supply whose end is not that of its days", "Q-MTX", "unknown", [rx(
        drug_type_concept_id=DISPENSED, days_supply=28, drug_exposure_start_date="2025-03-01", drug_exposure_end_date="2025-05-15")],
      "2025-03-28/2025-05-15"),
    T("a supply without its days", "Q-MTX", "unknown", [rx(
        drug_type_concept_id=DISPENSED, drug_exposure_start_date="2025-03-01", drug_exposure_end_date="2025-03-28")], "presumedEnd"),
    T("the end as the source gives it", "Q-MTX", "not met", [rx(
        drug_type_concept_id=LISTED, drug_exposure_start_date="2025-03-01", drug_exposure_end_date="2025-06-01", verbatim_end_date="2025-04-01")]),
    T("an end that was made up", "Q-MTX", "unknown", [rx(
        drug_type_concept_id=LISTED, drug_exposure_start_date="2025-03-01", drug_exposure_end_date="2025-03-30")]),
    T("a course of three months by the source", "Q-MTX90", "met", [rx(
        drug_type_concept_id=LISTED, drug_exposure_start_date="2024-01-01", drug_exposure_end_date="2024-05-01", verbatim_end_date="2024-05-01")]),
    T("a course whose end was made up", "Q-MTX90", "unknown", [rx(
        drug_type_concept_id=LISTED, drug_exposure_start_date="2024-01-01", drug_exposure_end_date="2024-05-01")]),
    T("three supplies on end", "Q-MTX90", "met", [rx(
        drug_type_concept_id=DISPENSED, days_supply=31, drug_exposure_start_date=day, drug_exposure_end_date=None)
        for day in ("2024-01-01", "2024-02-01", "2024-03-01")]),
    T("a prescription is no intake", "Q-MTX", "unknown", [rx(drug_type_concept_id=WRITTEN, days_supply=28)]),
    T("a prescription may be planned", "Q-MTXP", "unknown", [rx(drug_type_concept_id=WRITTEN, days_supply=28)]),
    T("a prescription of the years before 2020", "Q-MTX", "unknown", [rx(drug_type_concept_id=38000177)]),
    T("an order", "Q-MTX", "unknown", [rx(drug_type_concept_id=ORDER)]),
    T("a drug of which the patient speaks", "Q-MTX", "met", [rx(drug_type_concept_id=SAID)]),
    T("a type that is not said", "Q-MTX", "unknown", [rx(drug_type_concept_id=0)], "taken or only ordered"),
    T("a type that nobody knows", "Q-MTX", "unknown", [rx(drug_type_concept_id=780)]),
    T("as needed", "Q-MTX", "unknown", [rx(sig="1 tablet PRN for pain")], "asNeeded"),
    T("a word that only looks like it", "Q-MTX", "met", [rx(sig="prnigrave 1 tablet daily")]),
    T("a negative quantity", "Q-MTX", "unknown", [rx(quantity=-28)]),
    T("a reason that says that it was not taken", "Q-MTX", "unknown", [rx(stop_reason="never started")]),
    T("a reason for its end", "Q-MTX", "met", [rx(stop_reason="regimen completed")]),
    T("a drug of the day after", "Q-MTX", "not met", [rx(drug_exposure_start_date="2025-06-02", drug_exposure_end_date="2025-06-02")]),
    T("an end before its beginning", "Q-MTX", "unknown", [rx(drug_exposure_start_date="2025-01-20", verbatim_end_date="2025-01-02")]),
    T("an era beside its exposures is not read", "Q-MTX", "not met", [era()]),
    T("a route that is another one", "Q-MTXIV", "not met", [rx(route_concept_id=44814999)]),
    T("a route that is not said", "Q-MTXIV", "unknown", [rx()]),
    T("a datetime of another day", "Q-MTX", "unknown", [rx(drug_exposure_start_datetime="2024-05-20T08:00:00", drug_type_concept_id=DISPENSED,
                                                           days_supply=2, drug_exposure_end_date=None)]),
    # procedures and stays
    T("a procedure", "Q-BX", "met", [op()]),
    T("a narrower procedure", "Q-BX", "met", [op(LIVER_BIOPSY)]),
    T("another procedure", "Q-BX", "not met", [op(ECG)]),
    T("a procedure of the day after", "Q-BX", "not met", [op(procedure_date="2025-06-02")]),
    T("a procedure that was ordered", "Q-BX", "unknown", [op(procedure_type_concept_id=ORDER)]),
    T("a procedure in a list of orders of the years before 2020", "Q-BX", "unknown", [op(procedure_type_concept_id=38000275)]),
    T("a procedure of which nobody says whether it was done", "Q-BX", "unknown", [op(procedure_type_concept_id=0)]),
    T("a procedure that was broken off", "Q-BX", "unknown", [op(modifier_source_value="53")], "its modifier"),
    T("a procedure on the left side", "Q-BX", "met", [op(modifier_source_value="LT")]),
    T("a procedure that was not mapped", "Q-BX", "unknown", [op(0, procedure_source_value="PE")]),
    T("a procedure that lasts into the window", "Q-BX", "met", [op(procedure_date="2024-05-20", procedure_end_date="2024-06-20")]),
    T("a stay", "Q-STAY", "met", [visit()]),
    T("a visit of another kind", "Q-STAY", "not met", [visit(OUTPATIENT)]),
    # the person
    T("of age", "Q-AGE", "met", []),
    T("born in a year", "Q-AGE", "unknown", [], person={"year_of_birth": 2007, "month_of_birth": None, "day_of_birth": None},
      period={"observation_period_start_date": "2007-01-01"}),
    T("born in a month", "Q-AGE", "unknown", [], person={"year_of_birth": 2007, "month_of_birth": 6, "day_of_birth": None}),
    T("born in a month that is over", "Q-AGE", "met", [], person={"year_of_birth": 2007, "month_of_birth": 5, "day_of_birth": None}),
    T("a birth day that its datetime denies", "Q-AGE", "unknown", [], person={"birth_datetime": "2010-01-01T00:00:00"}),
    T("a datetime more exact than the year", "Q-AGE", "unknown", [], person={
        "year_of_birth": 2007, "month_of_birth": None, "day_of_birth": None, "birth_datetime": "2007-01-01T00:00:00"}),
    T("no year of birth", "Q-AGE", "unknown", [], person={"year_of_birth": None}),
    T("a woman", "Q-SEX", "met", []),
    T("a man", "Q-SEX", "not met", [], person={"gender_concept_id": 8507}),
    T("no gender", "Q-SEX", "unknown", [], person={"gender_concept_id": 0, "gender_source_value": "F"}),
    T("another gender", "Q-SEX", "unknown", [], person={"gender_concept_id": 8521}),
    T("who has died is not screened", "Q-SEX", "unknown", [], death={"death_date": "2025-05-01"}),
    T("who dies later is", "Q-SEX", "met", [], death={"death_date": "2025-07-01"}),
    T("who has died on a day that nobody knows", "Q-SEX", "unknown", [], death={"death_date": None}),
    T("a result before birth", "Q-SEX", "unknown", [lab(measurement_date="1970-01-01")]),
]


def people(cdm: CdmRows) -> None:
    """A person a twist, by the number of its place."""
    for number, twist in enumerate(TWISTS, 1):
        cdm.add("person", **{"person_id": number, "gender_concept_id": 8532, "year_of_birth": 1980, "month_of_birth": 5,
                             "day_of_birth": 17, **twist.person})
        if twist.period is not None:
            cdm.add("observation_period", **{
                "person_id": number, "observation_period_start_date": "1980-05-17", "observation_period_end_date": "2025-12-31",
                "period_type_concept_id": EHR, **twist.period})
        if twist.death is not None:
            cdm.add("death", person_id=number, **twist.death)
        for table, cells in twist.rows:
            cdm.add(table, person_id=number, **cells)
