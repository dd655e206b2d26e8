namespace StreamEngine.Tests.Conformance;

/// <summary>Bugs of operator authors, one of each kind the suite must find.</summary>
public enum PlantedBug
{
    None,
    DependsOnTheCut,
    LosesARow,
    CountsTwice,
    KeepsALentBatch,
    NeverGivesBack,
    ForgetsState,
    ComparesCodes,
    GrowsForever,
}
