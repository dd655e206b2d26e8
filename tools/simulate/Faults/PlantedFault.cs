using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Simulation.Faults;

/// <summary>A bug put around parts of the engine from outside, to see that the simulation finds it.</summary>
/// <param name="name">What it is called on the command line.</param>
/// <param name="what">What goes wrong.</param>
internal abstract class PlantedFault(string name, string what)
{
    /// <summary>What it is called on the command line.</summary>
    public string Name => name;

    /// <summary>What goes wrong.</summary>
    public string What => what;

    /// <summary>What stands in the place of a stage.</summary>
    public virtual IStage Around(PlanStage plan, IStage stage) => stage;

    /// <summary>What stands in the place of an operator.</summary>
    public virtual BatchOperator Around(BoundNode node, BatchOperator @operator) => @operator;
}
