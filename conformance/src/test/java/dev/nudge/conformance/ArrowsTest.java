package dev.nudge.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Neither engine's side may know of the other, or the test would test itself. */
@AnalyzeClasses(packages = "dev.nudge.conformance", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule theRoomsFormNoCircle =
      slices().matching("dev.nudge.conformance.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyOneRoomKnowsNudgesPatterns =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nudge.conformance.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nudge.engine", "dev.nudge.engine.campaign..");

  @ArchTest
  static final ArchRule onlyOneRoomKnowsFlink =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.nudge.conformance.flink..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule theSidesDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.conformance.flink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.nudge.conformance.engine..");
}
