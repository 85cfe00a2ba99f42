package dev.nudge.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/architecture.md, inside the console. */
@AnalyzeClasses(packages = "dev.nudge.console", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  @ArchTest
  static final ArchRule theRoomsOfTheConsoleFormNoCircle =
      slices().matching("dev.nudge.console.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theConsoleKnowsNeitherTheJobNorTheApp =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.nudge.job..", "dev.nudge.app..", "org.apache.flink..");

  @ArchTest
  static final ArchRule whatIsCommonKnowsNoOtherRoom =
      noClasses()
          .that()
          .resideInAPackage("dev.nudge.console.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.nudge.console.account..",
              "dev.nudge.console.campaign..",
              "dev.nudge.console.check..",
              "dev.nudge.console.live..");
}
