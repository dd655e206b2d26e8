namespace StreamEngine.Bench.Study;

/// <summary>What sort of mistake a mutant has.</summary>
internal enum MutantKind
{
    KeyTypo,
    NodeTypo,
    PortTypo,
    ColumnTypo,
    EnumTypo,
    VerbTypo,
    ParamTypo,
    WrongType,
    WrongUnit,
    Missing,
    Duplicate,
    Dangling,
    Cycle,
    Indentation,
    UnfittingEdge,
    InTemplate,
}
