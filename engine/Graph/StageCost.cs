using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>What rows cost at a stage of a plan, as declarations of operators and the facts of expressions have it.</summary>
/// <param name="OneToOne">Whether each row that comes in goes out as one, failed ones apart.</param>
/// <param name="ByColumns">Whether rows are worked off several at a time, by columns or lanes.</param>
/// <param name="Why">Why they are not.</param>
/// <param name="Allocates">What they cost in memory.</param>
public sealed record StageCost(bool OneToOne, bool ByColumns, string? Why, Allocation Allocates)
{
    /// <summary>The cost of a stage. Pure.</summary>
    public static StageCost Of(PlanStage stage) => stage.Kind switch
    {
        PlanStageKind.Program => OfProgram(stage),
        PlanStageKind.Operator => OfOperator(stage),
        _ => new StageCost(true, false, "rows are put in order one by one", Allocation.Nothing),
    };

    private static StageCost OfProgram(PlanStage stage)
    {
        var facts = ProgramFacts.Of(stage.InputSchema(0), [.. stage.Steps.Select(s => s.Step)], stage.Outputs[0].Needed);
        return new StageCost(!facts.DropsRows, facts.RowByRow is null, facts.RowByRow, facts.MakesTexts ? Allocation.Rows : Allocation.Nothing);
    }

    private static StageCost OfOperator(PlanStage stage)
    {
        var node = stage.Node;
        var verb = node.Verb!;
        var byColumns = (node.Instance as BatchOperator)?.ByColumns ?? verb.ByColumns;
        var isSelection = node.Where is not null;
        return new StageCost(
            node.Ports[0].Appends && !isSelection, byColumns && !isSelection,
            !byColumns ? $"{verb.Name} takes row by row" : isSelection ? "behind its 'where' rows no longer stand behind one another" : null,
            verb.Allocates);
    }
}
