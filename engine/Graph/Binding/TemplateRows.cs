using System.Runtime.CompilerServices;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Graph;

/// <summary>What stands for an input of a template that is bound on its own: a source that has the declared columns and brings nothing.</summary>
internal sealed class TemplateRows(TemplateInput input) : Source
{
    /// <summary>Describes it as a verb.</summary>
    public static OperatorDescription Describe(TemplateInput input) =>
        new(typeof(TemplateRows), new OperatorAttribute("input", OperatorKind.Source), typeof(TemplateInput), _ => new TemplateRows(input));

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(input.Schema)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }
}
