using System.Linq.Expressions;
using System.Reflection;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>The verbs of some assemblies, found by their <see cref="OperatorAttribute"/>.</summary>
public sealed class OperatorRegistry
{
    private readonly List<OperatorDescription> _all = [];
    private IReadOnlyList<Plugin> _plugins = [];

    /// <summary>Registers every operator of the assemblies.</summary>
    /// <exception cref="InvalidOperationException">A declaration breaks the contract; the message says which and how.</exception>
    public OperatorRegistry(params IReadOnlyList<Assembly> assemblies)
    {
        foreach (var operation in assemblies.SelectMany(Describe))
        {
            Add(operation);
        }

        Sort();
    }

    private OperatorRegistry(OperatorRegistry registry, Plugin plugin)
    {
        _all.AddRange(registry._all);
        _plugins = [.. registry._plugins, plugin];
        foreach (var operation in plugin.Operators)
        {
            if (Taken(operation) is { } taken)
            {
                throw new PluginRefusedException(PluginErrors.NameTaken,
                    $"plug-in '{Path.GetFileName(plugin.Path)}' has an operator '{operation.Name}', and so has {(taken.Plugin is { } other ? $"plug-in '{Path.GetFileName(other)}'" : "the engine")}", "rename it in the plug-in");
            }

            _all.Add(operation);
        }

        Sort();
    }

    /// <summary>All operators by name.</summary>
    public IReadOnlyList<OperatorDescription> All => _all;

    /// <summary>The operator of a verb: where a name is a source and a sink, the source without inputs and the sink with them.</summary>
    public OperatorDescription? Find(string verb, bool hasInputs) =>
        _all.Where(o => o.Name == verb).OrderBy(o => (o.Kind == OperatorKind.Source) == hasInputs).FirstOrDefault();

    /// <summary>These operators and those of a plug-in; the same registry when it has them.</summary>
    /// <exception cref="PluginRefusedException">A name of the plug-in is taken.</exception>
    public OperatorRegistry With(Plugin plugin) => _plugins.Contains(plugin) ? this : new OperatorRegistry(this, plugin);

    /// <summary>These operators and those of an assembly of the program.</summary>
    /// <exception cref="InvalidOperationException">A declaration breaks the contract, or a name is taken.</exception>
    public OperatorRegistry With(Assembly assembly)
    {
        var all = new OperatorRegistry(assembly);
        all._all.ForEach(ThrowIfTaken);
        all._all.AddRange(_all);
        all._plugins = _plugins;
        all.Sort();
        return all;
    }

    /// <summary>The operators an assembly declares.</summary>
    /// <exception cref="InvalidOperationException">A declaration breaks the contract; the message says which and how.</exception>
    internal static IEnumerable<OperatorDescription> Describe(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes())
        {
            if (type.GetCustomAttribute<OperatorAttribute>() is { } attribute)
            {
                yield return Describe(type, attribute);
            }
        }
    }

    private static OperatorDescription Describe(Type type, OperatorAttribute attribute)
    {
        var constructor = type.GetConstructors() is [var only] && only.GetParameters() is [var parameter] ? only : null;
        if (constructor is null)
        {
            throw new InvalidOperationException($"operator '{attribute.Name}' ({type.Name}) must have one constructor that takes its options record");
        }

        var options = constructor.GetParameters()[0].ParameterType;
        return new OperatorDescription(type, attribute, options, Creator(type, attribute, constructor, options));
    }

    private static Func<object, object> Creator(Type type, OperatorAttribute attribute, ConstructorInfo constructor, Type options)
    {
        var parameter = Expression.Parameter(typeof(object));
        var create = Expression.Lambda<Func<object, object>>(Expression.New(constructor, Expression.Convert(parameter, options)), parameter).Compile(preferInterpretation: true);
        var expected = attribute.Kind switch
        {
            OperatorKind.Source => typeof(Source),
            OperatorKind.Sink => typeof(Sink),
            _ => typeof(BatchOperator),
        };
        if (expected.IsAssignableFrom(type))
        {
            return create;
        }

        if (attribute.Kind is OperatorKind.Source or OperatorKind.Sink || FeatureOf(type) is not { } feature)
        {
            throw new InvalidOperationException($"operator '{attribute.Name}' ({type.Name}) is declared {attribute.Kind} but is no {expected.Name}");
        }

        var host = typeof(FeatureHost<,>).MakeGenericType(feature.GetGenericArguments());
        var makeHost = host.GetConstructors()[0];
        var makeFeature = typeof(OperatorRegistry).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(feature);
        return given => makeHost.Invoke([given, makeFeature.Invoke(null, [create, given])]);
    }

    private static Func<T> Typed<T>(Func<object, object> create, object options) => () => (T)create(options);

    private static Type? FeatureOf(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Feature<,>))
            {
                return at;
            }
        }

        return null;
    }

    private void Add(OperatorDescription operation)
    {
        ThrowIfTaken(operation);
        _all.Add(operation);
    }

    private void ThrowIfTaken(OperatorDescription operation)
    {
        if (Taken(operation) is not null)
        {
            throw new InvalidOperationException($"two operators are called '{operation.Name}'");
        }
    }

    private OperatorDescription? Taken(OperatorDescription operation) =>
        _all.Find(o => o.Name == operation.Name && (o.Kind == operation.Kind || (o.Kind != OperatorKind.Source && operation.Kind != OperatorKind.Source)));

    private void Sort() => _all.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name) is var byName && byName != 0 ? byName : a.Kind.CompareTo(b.Kind));
}
