package dev.nudge.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** The arrows of docs/architecture.md: which room may know of which. */
@AnalyzeClasses(packages = "dev.nudge", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  private static final List<String> MODULES =
      List.of(
          "engine",
          "importer",
          "intake",
          "settings",
          "insight",
          "broker",
          "stream",
          "connect",
          "customer",
          "delivery",
          "job",
          "console",
          "app",
          "bench");

  /** A module knows these and none of the others. */
  private static ArchRule knows(String module, String... known) {
    return noClasses()
        .that()
        .resideInAPackage("dev.nudge." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            MODULES.stream()
                .filter(other -> !other.equals(module) && !List.of(known).contains(other))
                .map(other -> "dev.nudge." + other + "..")
                .toArray(String[]::new));
  }

  @ArchTest static final ArchRule theEngineKnowsNobody = knows("engine");

  @ArchTest static final ArchRule theImporterKnowsTheEngineAlone = knows("importer", "engine");

  @ArchTest static final ArchRule theIntakeKnowsTheEngineAlone = knows("intake", "engine");

  @ArchTest static final ArchRule settingsKnowTheEngineAlone = knows("settings", "engine");

  @ArchTest static final ArchRule insightKnowsNobody = knows("insight");

  @ArchTest
  static final ArchRule insightIsPureJava =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.insight..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.nudge.insight..",
              "java.lang..",
              "java.util..",
              "org.apache.commons.numbers..",
              "org.jspecify..");

  @ArchTest static final ArchRule theBrokerKnowsNobody = knows("broker");

  @ArchTest static final ArchRule theStreamKnowsNobody = knows("stream");

  @ArchTest static final ArchRule connectKnowsNobody = knows("connect");

  @ArchTest
  static final ArchRule customersKnowTheEngineAndTheStream = knows("customer", "engine", "stream");

  @ArchTest
  static final ArchRule deliveryKnowsTheEngineSettingsAndTheStream =
      knows("delivery", "engine", "settings", "stream");

  @ArchTest
  static final ArchRule theJobKnowsTheEngineTheImporterTheIntakeSettingsAndTheStream =
      knows("job", "engine", "importer", "intake", "settings", "stream");

  @ArchTest
  static final ArchRule theConsoleKnowsCustomersAndDeliveryAndNotTheJob =
      knows("console", "engine", "intake", "settings", "stream", "customer", "insight", "delivery");

  @ArchTest
  static final ArchRule theAppKnowsAllButTheBenches =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.nudge.bench..");

  @ArchTest
  static final ArchRule intakeSettingsStreamCustomersAndDeliveryStandOnNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.nudge.intake..",
              "dev.nudge.settings..",
              "dev.nudge.stream..",
              "dev.nudge.customer..",
              "dev.nudge.delivery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.apache.flink..");

  @ArchTest
  static final ArchRule theRoomsOfTheImporterFormNoCircle =
      slices().matching("dev.nudge.importer.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRoomsOfCustomersFormNoCircle =
      slices().matching("dev.nudge.customer.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRoomsOfDeliveryFormNoCircle =
      slices().matching("dev.nudge.delivery.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRoomsOfTheJobFormNoCircle =
      slices().matching("dev.nudge.job.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theEngineIsPureJava =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka..",
              "org.springframework..",
              "java.sql..",
              "picocli..");

  @ArchTest
  static final ArchRule theEngineTouchesNoFileSocketOrProcess =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.nio.channels..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|Console)")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ProcessBuilder")
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule theRoomsOfTheEngineFormNoCircle =
      slices().matching("dev.nudge.engine.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theRoomsOfTheAppFormNoCircle =
      slices().matching("dev.nudge.app.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule eventsAndStateStandOnNothingElse =
      classes()
          .that()
          .resideInAnyPackage("dev.nudge.engine.event..", "dev.nudge.engine.state..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.nudge.engine.event..",
              "dev.nudge.engine.state..",
              "java..",
              "dev.cel.common.values..",
              "com.google.common.primitives..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule theRoomsOfTheEngineStandOnEachOtherInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("story")
          .definedBy("dev.nudge.engine.story..")
          .layer("face")
          .definedBy("dev.nudge.engine")
          .layer("patterns")
          .definedBy("dev.nudge.engine.pattern..")
          .layer("campaigns")
          .definedBy("dev.nudge.engine.campaign..")
          .layer("measures")
          .definedBy("dev.nudge.engine.measure..")
          .layer("conditions")
          .definedBy("dev.nudge.engine.expression..", "dev.nudge.engine.script..")
          .layer("documents")
          .definedBy("dev.nudge.engine.document..")
          .layer("input")
          .definedBy("dev.nudge.engine.json..", "dev.nudge.engine.mapping..")
          .whereLayer("story")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("face")
          .mayOnlyBeAccessedByLayers("input", "story")
          .whereLayer("patterns")
          .mayOnlyBeAccessedByLayers("face", "story")
          .whereLayer("campaigns")
          .mayOnlyBeAccessedByLayers("face", "patterns", "story")
          .whereLayer("measures")
          .mayOnlyBeAccessedByLayers("face", "campaigns", "story")
          .whereLayer("conditions")
          .mayOnlyBeAccessedByLayers("face", "patterns", "measures", "input", "story")
          .whereLayer("documents")
          .mayOnlyBeAccessedByLayers(
              "face", "patterns", "campaigns", "measures", "conditions", "input", "story");
}
