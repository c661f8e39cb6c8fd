import cardiology from './data/diseases-cardiology.json'
import clinicalGenetics from './data/diseases-clinical-genetics.json'
import dermatology from './data/diseases-dermatology.json'
import earNoseAndThroat from './data/diseases-ear-nose-and-throat.json'
import emergencyMedicine from './data/diseases-emergency-medicine.json'
import endocrinology from './data/diseases-endocrinology.json'
import gastroenterology from './data/diseases-gastroenterology.json'
import haematology from './data/diseases-haematology.json'
import hepatology from './data/diseases-hepatology.json'
import immunologyAndAllergy from './data/diseases-immunology-and-allergy.json'
import infectiousDiseases from './data/diseases-infectious-diseases.json'
import metabolicMedicine from './data/diseases-metabolic-medicine.json'
import musculoskeletalOncology from './data/diseases-musculoskeletal-oncology.json'
import nephrology from './data/diseases-nephrology.json'
import neurology from './data/diseases-neurology.json'
import neurosurgery from './data/diseases-neurosurgery.json'
import obstetrics from './data/diseases-obstetrics-and-gynaecology.json'
import oncology from './data/diseases-oncology.json'
import ophthalmology from './data/diseases-ophthalmology.json'
import oralAndMaxillofacialSurgery from './data/diseases-oral-and-maxillofacial-surgery.json'
import orthopaedics from './data/diseases-orthopaedics.json'
import paediatrics from './data/diseases-paediatrics.json'
import psychiatry from './data/diseases-psychiatry.json'
import respiratoryMedicine from './data/diseases-respiratory-medicine.json'
import rheumatology from './data/diseases-rheumatology.json'
import surgery from './data/diseases-surgery.json'
import toxicology from './data/diseases-toxicology.json'
import tropicalMedicine from './data/diseases-tropical-medicine.json'
import urology from './data/diseases-urology.json'
import vascularMedicine from './data/diseases-vascular-medicine.json'
import history from './data/findings-history.json'
import imaging from './data/findings-imaging.json'
import labs from './data/findings-labs.json'
import signs from './data/findings-signs.json'
import symptoms from './data/findings-symptoms.json'
import groups from './data/groups.json'
import type { Disease, FindingConcept, KnowledgePack } from './pack'

/**
 * The pack that ships with Rounds: common textbook knowledge, in own words, written for this project and not clinically
 * validated. The shape of the files is held by `findPackProblems` in the tests.
 */
export function loadPack(): KnowledgePack {
  const findings = [symptoms, signs, labs, imaging, history].flat()
  const diseases = [
    cardiology,
    clinicalGenetics,
    dermatology,
    earNoseAndThroat,
    emergencyMedicine,
    endocrinology,
    gastroenterology,
    haematology,
    hepatology,
    immunologyAndAllergy,
    infectiousDiseases,
    metabolicMedicine,
    musculoskeletalOncology,
    nephrology,
    neurology,
    neurosurgery,
    obstetrics,
    oncology,
    ophthalmology,
    oralAndMaxillofacialSurgery,
    orthopaedics,
    paediatrics,
    psychiatry,
    respiratoryMedicine,
    rheumatology,
    surgery,
    toxicology,
    tropicalMedicine,
    urology,
    vascularMedicine,
  ].flat()
  return {
    version: '1.0.0',
    // JSON modules are typed wider than the closed sets they hold; the validator's test closes the gap.
    findings: findings as unknown as readonly FindingConcept[],
    diseases: diseases as unknown as readonly Disease[],
    groups,
  }
}
