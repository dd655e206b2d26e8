using StreamEngine.Simulation.Cases;
using StreamEngine.Simulation.Reference;

namespace StreamEngine.Simulation.Verbs;

/// <summary>What a node of a case does: how it is written, and what it means, told as plainly as can be and without the engine's operators.</summary>
internal abstract record SimVerb
{
    /// <summary>The verb.</summary>
    public abstract string Name { get; }

    /// <summary>Its options as they are written behind it.</summary>
    public abstract string Options { get; }

    /// <summary>What it is counted as.</summary>
    public virtual string Kind => Name;

    /// <summary>Roles in rank order; one without a name where there is one input.</summary>
    public virtual IReadOnlyList<string> Roles => [""];

    /// <summary>Ports besides <c>error</c>; the first is the main one.</summary>
    public virtual IReadOnlyList<string> Ports => [""];

    /// <summary>Whether it has a port without a name.</summary>
    public virtual bool HasMain => true;

    /// <summary>Whether workers may share its keys.</summary>
    public virtual bool MayBeParallel => true;

    /// <summary>Lines of <c>select</c> that belong to the verb, such as aggregates.</summary>
    public virtual IReadOnlyList<string> SelectLines => [];

    /// <summary>Columns of its main port.</summary>
    /// <param name="inputs">Columns of each role, in rank order.</param>
    /// <param name="key">The attribute <c>key</c>.</param>
    public abstract IReadOnlyList<SimColumn> Columns(IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key);

    /// <summary>Rank of the input that <c>where</c> filters.</summary>
    public virtual int Main => 0;

    /// <summary>Whether <c>key</c> may stand beside it.</summary>
    public virtual bool TakesKey => true;

    /// <summary>Whether <c>where</c> may stand beside it.</summary>
    public virtual bool TakesWhere => true;

    /// <summary>Columns of a named port that carries no dead rows.</summary>
    public virtual IReadOnlyList<SimColumn> PortColumns(string port, IReadOnlyList<IReadOnlyList<SimColumn>> inputs, IReadOnlyList<string> key) => inputs[Main];

    /// <summary>Whether columns of these types are there.</summary>
    public virtual bool Fits(IReadOnlyList<IReadOnlyList<SimColumn>> inputs) => true;

    /// <summary>What comes of everything that came in.</summary>
    public abstract void Run(VerbRun run);

    /// <summary>The first instant of the grid <c>offset + k · every</c> at or after a time.</summary>
    protected static long AtOrAfter(long time, long every, long offset)
    {
        var rest = (time - offset) % every;
        return rest == 0 ? time : rest < 0 ? time - rest : time - rest + every;
    }

    /// <summary>Whether a column is there with a type.</summary>
    protected static bool Has(IReadOnlyList<SimColumn> columns, string name, params ReadOnlySpan<CellType> types)
    {
        foreach (var column in columns)
        {
            if (column.Name == name)
            {
                return types.Contains(column.Type);
            }
        }

        return false;
    }
}
