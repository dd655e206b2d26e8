using System.Reflection;
using System.Runtime.Loader;
using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>One registered verb, as its declaration says (DESIGN § 3: one declaration per operator).</summary>
public sealed class OperatorDescription
{
    private readonly Func<object, object> _create;

    internal OperatorDescription(Type type, OperatorAttribute attribute, Type options, Func<object, object> create)
    {
        Type = type;
        Name = attribute.Name;
        Kind = attribute.Kind;
        Duty = attribute.Duty;
        Aggregates = attribute.Aggregates;
        Allocates = attribute.Allocates;
        ByColumns = attribute.ByColumns;
        FindsGaps = attribute.FindsGaps;
        OptionsType = options;
        _create = create;
        var inputs = options.GetCustomAttributes<InputAttribute>().ToList();
        Inputs = inputs.Count > 0 || Kind == OperatorKind.Source ? inputs : [new InputAttribute("in", "the rows")];
        var ports = options.GetCustomAttributes<PortAttribute>().ToList();
        Ports = ports.Count > 0 || Kind == OperatorKind.Sink ? ports : [new PortAttribute("", "the rows")];
        NamedInputs = options.GetCustomAttribute<NamedInputsAttribute>();
        NamedPorts = options.GetCustomAttribute<NamedPortsAttribute>();
        Examples = [.. options.GetCustomAttributes<ExampleAttribute>().Select(e => e.Yaml)];
    }

    /// <summary>The verb in YAML.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public OperatorKind Kind { get; }

    /// <summary>What it is to the rule about models and orders.</summary>
    public OperatorDuty Duty { get; }

    /// <summary>Whether <c>select</c> aggregates.</summary>
    public bool Aggregates { get; }

    /// <summary>What its rows cost in memory, in steady state.</summary>
    public Allocation Allocates { get; }

    /// <summary>Whether it works on columns, several rows at a time.</summary>
    public bool ByColumns { get; }

    /// <inheritdoc cref="OperatorAttribute.FindsGaps"/>
    public bool FindsGaps { get; }

    /// <summary>File of the plug-in it comes from; null for an operator of the engine.</summary>
    public string? Plugin => (AssemblyLoadContext.GetLoadContext(Type.Assembly) as PluginContext)?.File;

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The options record.</summary>
    public Type OptionsType { get; }

    /// <summary>Inputs in rank order; none for a source.</summary>
    public IReadOnlyList<InputAttribute> Inputs { get; }

    /// <summary>Declared ports, the implicit <c>error</c> not among them.</summary>
    public IReadOnlyList<PortAttribute> Ports { get; }

    /// <summary>Inputs the file names; null where all are declared.</summary>
    public NamedInputsAttribute? NamedInputs { get; }

    /// <summary>Ports the file names; null where all are declared.</summary>
    public NamedPortsAttribute? NamedPorts { get; }

    /// <summary>Worked examples.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>The names of the ports of a node, in order, the implicit <c>error</c> not among them.</summary>
    /// <param name="options">The node's options.</param>
    public IReadOnlyList<string> PortNames(object? options) => [.. NamesIn(options), .. Ports.Select(p => p.Name)];

    /// <summary>The inputs of a node in rank order.</summary>
    /// <param name="roles">The roles in its <c>from</c>, in order.</param>
    public IReadOnlyList<InputAttribute> InputsOf(IEnumerable<string> roles) =>
        NamedInputs is { } named ? [.. Inputs, .. roles.Distinct().Where(role => Inputs.All(i => i.Role != role)).Select(role => new InputAttribute(role, named.Summary))] : Inputs;

    /// <summary>A new instance for the given options: a source, a batch operator (features come hosted) or a sink.</summary>
    public object Create(object options) => _create(options);

    private IEnumerable<string> NamesIn(object? options) => NamedPorts is { } named && options is not null
        ? ((System.Collections.IDictionary)OptionProperty.Of(OptionsType).First(o => o.Name == named.Option).Property.GetValue(options)!).Keys.Cast<string>()
        : [];
}
