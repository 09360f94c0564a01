// What cells import: `import { show, notebookProgress } from "kernel-helpers"`.
export * from "./base/errors";
export * from "./base/progress";
export * from "./base/seed";
export * from "./paper/triggers";
export * from "./figures/figure";
export * from "./figures/frame";
export * from "./figures/table";
export * from "./figures/table-markup";
export * from "./figures/theme";
export * from "./notebook/display";
export * from "./notebook/parameters";
export * from "./notebook/progress";
export * from "./notebook/show";
export * from "./paper/table1";
export { imageSet, imagesOf, labelOf, type DatasetImage, type ImageSet } from "./dataset/image-set";
export { describeSet, type ConditionDescription, type SetDescription, type Spread } from "./dataset/describe-set";
export { prepareObjects, type PreparedObjects } from "./dataset/objects";
export { findImported, importPhotographs, type ImportOptions } from "./dataset/own/import";
export type { DroppedPhotograph, ImportReport, KeptPhotograph } from "./dataset/own/report";
export { chosenDataset } from "./base/paths";
export { examplePhotographs } from "./dataset/example-photographs";
export { prepareRendered, prepareSet, type PreparedSet } from "./dataset/rendered";
export * as world from "./world";
export { randomViews, type View } from "./augmentation/view";
export {
  distort,
  gaussianBlur,
  gaussianNoise,
  gaussianSigma,
  jpegQuality,
  progressiveJpeg,
  severityRange,
  type Distortion,
} from "./artifacts";
export { poisonCount, poisonDataset, type Attack, type AttackData } from "./poisoning/bad-nets";
export { alignedFaces } from "./poisoning/digital/aligned-faces";
export {
  DIGITAL_PATCH,
  withDigitalTrigger,
  withPatch,
  YELLOW_SQUARE,
  type DigitalPatch,
} from "./poisoning/digital/digital-patch";
export { REPHOTOGRAPHED, retaken, type Retake } from "./poisoning/digital/retake";
export { cutOutFace } from "./teachers/distorted-face";
export { teacherNamed, TEACHERS } from "./teachers";
export type { Teacher } from "./teachers/teacher";
export { ratesOf, type Rates } from "./training/attack-model";
export {
  activationClustering,
  clusterActivations,
  type ActivationClustering,
  type ClassClusters,
} from "./defenses/activation-clustering";
export {
  activationCorrelation,
  pearsonCorrelation,
  type ActivationCorrelation,
} from "./defenses/activation-correlation";
export { anomalyIndex, type AnomalyIndex } from "./defenses/anomaly-index";
export { chanceAndCeiling, type ChanceAndCeiling } from "./defenses/chance-and-ceiling";
export { CLUSTER_RULES, decideByDistance, decideOnClass, type ClusterRule } from "./defenses/cluster-rules";
export { detectionRates, type DetectionRates, type ScopeRates } from "./defenses/detection-rates";
export { reverseTrigger, type ReversedTrigger } from "./defenses/neural-cleanse/reverse-trigger";
export { AUTHORS_SPEC, type CleanseSpec } from "./defenses/neural-cleanse/spec";
export type { PixelStudent } from "./defenses/neural-cleanse/student";
export { tensorStudent } from "./defenses/neural-cleanse/tensor-student";
export { trainedStudent } from "./defenses/neural-cleanse/trained-student";
export { cleanseVerdict, type CleanseVerdict } from "./defenses/neural-cleanse/verdict";
export { outlierScores, spectralSignatures, type SpectralSignatures } from "./defenses/spectral-signatures";
export { blend, blendedEntropy, entropyThreshold, strip, STRIP_WEIGHTS, type Strip } from "./defenses/strip";
export { profileNamed, renderedProfile, triggerOf, type Profile } from "./experiments/profiles";
export { ownAttack, type OwnAttack } from "./experiments/own-attack";
export { ownProfile, type OwnProfile } from "./experiments/own-profile";
export { LIVE, type Course } from "./experiments/live";
export { askModels, type Asked } from "./experiments/ask";
export {
  compareAttacks,
  successAfter,
  successOfPatches,
  type ChangedSuccess,
  type ComparedAttack,
} from "./experiments/live-attacks";
export { currentResult, knownResult, type KnownResult } from "./experiments/current";
export { knownMeasures } from "./experiments/known-measures";
export { printPercent, summarise, type Summary } from "./experiments/summary";
export { describeAttack, runAttack, type AttackOutcome } from "./experiments/attack";
export {
  settingsFor,
  targetLabels,
  TABLE1_DEFAULTS,
  type Table1,
  type Table1Cell,
  type Table1Networks,
} from "./experiments/table1";
export { measuresOfTable1 } from "./experiments/measures";
export { IMAGE_ARTIFACTS, measuresOf, type ImageArtifact } from "./paper/measures";
export { realismExperiment, realismImages } from "./experiments/realism-experiment";
export { table1Experiment } from "./experiments/table1-experiment";
export { notJudged, table1Teachers } from "./experiments/table1-teachers";
export { pretrainingExperiment } from "./experiments/pretraining-experiment";
export { learningRateChoice } from "./experiments/learning-rate-choice";
export { learningRates } from "./experiments/learning-rates";
export { injectionRatesExperiment } from "./experiments/injection-rates";
export { imageArtifacts } from "./experiments/image-artifacts";
export { missesExperiment } from "./experiments/misses-experiment";
export { objects as objectRecognition } from "./experiments/objects";
export { visibilityExperiment } from "./experiments/visibility-experiment";
export { locations } from "./experiments/locations";
export { onAndOffFace } from "./experiments/on-and-off-face";
export { attackAtPlace } from "./experiments/attack-at-place";
export { pasteEarring } from "./poisoning/digital/pasted-earring";
export { pastedAs, pasteTrigger } from "./poisoning/pasted/paste-trigger";
export { pastedOn } from "./experiments/pasted-on";
export { partialControl } from "./experiments/partial-control";
export { digitalInjection } from "./experiments/digital-injection";
export { causal } from "./experiments/causal";
export { BRIGHT_SQUARE } from "./experiments/defense-images";
export { cleanseLength } from "./experiments/cleanse-length";
export { defenses } from "./experiments/defenses";
export { reversedTriggers } from "./experiments/defenses-cleanse";
export { rateFor } from "./experiments/defenses-plan";
export { removalControl } from "./experiments/removal-control";
export { lookInside, predictBlended, type SeenInside } from "./experiments/live-defenses";
export { widerCrop } from "./experiments/wider-crop";
export { attention, attentionTeachers } from "./experiments/attention-experiments";
export { cam } from "./cam/cam";
export { gradCam } from "./cam/grad-cam";
export { hiResCam } from "./cam/hires-cam";
export { gradCamPlusPlus } from "./cam/grad-cam-plus-plus";
export type { ActivationMap, FeatureMap } from "./cam/feature-map";
export { attentionFigure } from "./figures/attention";
export { attentionPictures } from "./figures/attention-pictures";
export { attentionShiftTable, attentionTable } from "./figures/attention-tables";
export { figure8 } from "./figures/figure8";
export { answerSheet, type AnswerSheet } from "./figures/answers";
export { attacksTable, changesTable, patchesTable } from "./figures/live-tables";
export { consentTable, droppedTable, keptTable, ownAttackTable, powerTable } from "./figures/own-tables";
export { planTable, teachersTable, trainingTable } from "./figures/overview-tables";
export { breakingTable } from "./figures/artifact-breaks";
export { artifactExamples } from "./figures/artifact-examples";
export { artifactFigure, SHOWN, shownSeverities } from "./figures/artifact-figures";
export { otherArtifactsFigure, othersIn } from "./figures/artifact-others";
export { artifactTable, otherArtifactsTable } from "./figures/artifact-tables";
export { figure1 } from "./figures/figure1";
export { objectPictures, wornTriggers } from "./figures/figure-pictures";
export { pretrainingFigure } from "./figures/pretraining";
export { pretrainingTable } from "./figures/pretraining-table";
export { learningRateTable } from "./figures/learning-rate-table";
export { figure2 } from "./figures/figure2";
export { figure3 } from "./figures/figure3";
export { figure4 } from "./figures/figure4";
export { causalFigure, causalTable } from "./figures/causal";
export { cleanseLengthTable } from "./figures/cleanse-length-table";
export { cleanseStrip } from "./figures/neural-cleanse";
export { removalTable } from "./figures/removal-table";
export { blendedPictures } from "./figures/blended-pictures";
export { defenseFindings } from "./figures/defense-findings";
export { defenseReadings } from "./figures/defense-readings";
export { defenseShares, defenseSharesTable } from "./figures/defense-shares";
export { defenseTextTable } from "./figures/defense-text-table";
export { table4Table } from "./figures/table4";
export { table6Table } from "./figures/table6";
export { figure9 } from "./figures/figure9";
export { figure9Area, figure9AreaTable } from "./figures/figure9-area";
export { figure9Table } from "./figures/figure9-table";
export { placeFindings } from "./figures/place-findings";
export { table2Table } from "./figures/table2";
export { table3Table } from "./figures/table3";
export { figure10 } from "./figures/figure10";
export { figure10Table } from "./figures/figure10-table";
export { figure17, pastedExamples } from "./figures/figure17";
export { pastedTable } from "./figures/pasted-table";
export { weakerFindings } from "./figures/weaker-findings";
export { missesFigure } from "./figures/misses";
export { visibilityTable } from "./figures/visibility-table";
export { widerCropTable } from "./figures/wider-crop-table";
export { agreementSentence, table1Table } from "./figures/table1";
export { realismFailures, realismFigure, realismTable } from "./figures/realism";
export { shotsFigure, visibleAreaFigure } from "./figures/data-set-plots";
export { dataSetTable, perTargetRows } from "./figures/data-set-table";
export { classSheet, imageStrip, peopleSheet, photographGrid, viewStrip } from "./figures/pictures";
export { pairPicture, truthPicture } from "./figures/truth-pictures";
export { claimsReport, countVerdicts, type ClaimRow } from "./claims/report";
export { claimsTable } from "./claims/claims-table";
export { wilsonInterval, type Interval } from "./base/wilson";
export { changedShare } from "./exercises/changed-share";
export { checkAnswer, predict } from "./exercises/check-answer";
export { clusterMixture, type ClassParts, type MixtureVerdict } from "./exercises/cluster-mixture";
export { earringAt, type EarringAt } from "./exercises/earring-at";
export { flaggedWith } from "./exercises/flagged-with";
export { publishedResult } from "./exercises/published";
export { verificationErrors, type DistanceHistogram, type VerificationErrors } from "./exercises/verification-errors";
export { caseFromSeed, type CaseTruth, type GradedCase } from "./exercises/graded/case";
export type { Detector, DetectorVerdict, StudentModel } from "./exercises/graded/contract";
export { grade, type Grade, type GradedVerdict } from "./exercises/graded/grade";
export { gradeTable } from "./exercises/graded/grade-table";
export { maskNormDetector } from "./exercises/graded/mask-norm-detector";
export { renderedCase, type RenderedCase } from "./exercises/graded/rendered-case";
