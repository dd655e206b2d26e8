using StreamEngine.Config;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>Binds what a node reads: the names in its <c>from</c> to ports, by the inputs of its verb.</summary>
internal sealed class InputBinder(PipelineBinder binder, BoundNodes nodes, OperatorRegistry registry)
{
    /// <summary>All inputs of a node; null when its <c>from</c> is wrong (reported).</summary>
    public List<BoundRole?>? BindRoles(NodeSpec spec, OperatorDescription? verb)
    {
        if (spec.From is null)
        {
            return [];
        }

        var inputs = verb?.InputsOf(spec.From.Select(r => r.Role).OfType<string>()) ?? [new InputAttribute("in", "the rows")];
        CheckNamedInputs(spec, verb, inputs);
        foreach (var named in spec.From.Where(r => r.Role is not null && inputs.All(i => i.Role != r.Role)))
        {
            binder.Report(spec, GraphCodes.UnknownRole, named.RoleSpan, $"{(verb is null ? "the node" : $"'{verb.Name}'")} has no input '{named.Role}'; its inputs are {string.Join(", ", inputs.Select(i => i.Role))}", Nearest.Question(named.Role!, inputs.Select(i => i.Role)));
        }

        var roles = inputs.Select((input, i) => BindRole(spec, input, [.. spec.From.Where(r => (r.Role ?? inputs[0].Role) == input.Role)])).ToList();
        return spec.IsBroken ? null : roles;
    }

    /// <summary>Inputs that the file names: how many, and what they may be called.</summary>
    private void CheckNamedInputs(NodeSpec spec, OperatorDescription? verb, IReadOnlyList<InputAttribute> inputs)
    {
        if (verb?.NamedInputs is not { } named)
        {
            return;
        }

        foreach (var input in spec.From!.Where(r => r.Role is { } role && !PipelineNames.IsNode(role)))
        {
            binder.Report(spec, GraphCodes.BadName, input.RoleSpan, $"{ProblemText.Quote(input.Role!)} cannot name an input; a name has lower-case letters, digits and '_' and starts with a letter");
        }

        var count = inputs.Count - verb.Inputs.Count;
        if (count < named.Least || count > named.Most)
        {
            var declared = string.Join(", ", verb.Inputs.Select(i => i.Role));
            binder.Report(spec, GraphCodes.MissingRole, spec.Attributes["from"].Value.Span,
                $"'{verb.Name}' has {count} inputs besides {declared}; it must have {(count < named.Least ? $"at least {named.Least}" : $"at most {named.Most}")}", $"write from: {{ {declared}: node, name: node, … }}");
        }
    }

    /// <summary>One input: the ports that are read there, of rows of one shape; null when one of them is not (reported) or its node failed.</summary>
    public BoundRole? BindRole(NodeSpec spec, InputAttribute input, IReadOnlyList<InputRef> refs)
    {
        if (refs.Count == 0)
        {
            // a misspelled input is not missing as well, unless it passes for one that the file names
            var meant = spec.From!.Find(r => r.Role is { } role && Nearest.Of(role, [input.Role]) is not null);
            if (!input.Optional && (meant is null || registry.Find(spec.Verb!.Name, hasInputs: true)?.NamedInputs is not null))
            {
                binder.Report(spec, GraphCodes.MissingRole, spec.Attributes["from"].Value.Span, $"'{spec.Verb?.Name}' needs the input '{input.Role}' ({input.Summary.TrimEnd('.')})",
                    meant is null ? $"write from: {{ …, {input.Role}: node }}" : $"did you mean '{input.Role}' instead of '{meant.Role}'?");
            }

            return new BoundRole(input.Role, [], null);
        }

        var ports = refs.Select(r => BindRef(spec, r)).ToList();
        if (ports.Contains(null))
        {
            spec.IsBroken = true;
            return null;
        }

        var first = BoundNodes.Schema(ports[0]!);
        for (var i = 1; i < ports.Count; i++)
        {
            if (!BoundNodes.Schema(ports[i]!).SameShape(first))
            {
                binder.Report(spec, GraphCodes.SchemaMismatch, refs[i].Scalar.Span, $"'{refs[i].Scalar.Value}' gives {SchemaFit.Named(BoundNodes.Schema(ports[i]!))}, '{refs[0].Scalar.Value}' gives {SchemaFit.Named(first)}; a list in from is a merge of rows of one shape", "bring them to one shape with select, or join them");
            }
        }

        return new BoundRole(input.Role, [.. ports.Select(p => p!)], first);
    }

    /// <summary>The port a name in <c>from</c> stands for; null when it does not exist (reported) or its node failed (not reported again).</summary>
    private PortRef? BindRef(NodeSpec spec, InputRef input)
    {
        if (input.Port is null && nodes.Passed.TryGetValue(input.Node, out var passed))
        {
            return passed;
        }

        if (nodes.Answers.TryGetValue((input.Node, input.Port), out var answers))
        {
            return new PortRef(answers, 0);
        }

        if (!nodes.ByName.TryGetValue(input.Node, out var node))
        {
            if (nodes.Passed.ContainsKey(input.Node))
            {
                binder.Report(spec, GraphCodes.UnknownPort, input.PortSpan, $"'{input.Node}' is an input and has no port '{input.Port}'", $"write {input.Node}");
            }

            return null;
        }

        if (node.IsSink)
        {
            binder.Report(spec, GraphCodes.SinkRead, input.Scalar.Span, $"'{node.Name}' is a sink and has no output");
            return null;
        }

        var port = node.PortIndex(input.Port ?? node.MainPort);
        if (port >= 0)
        {
            return new PortRef(node, port);
        }

        var names = node.Ports.Select(p => p.Name).Where(n => n.Length > 0).ToList();
        if (input.Port is null)
        {
            binder.Report(spec, GraphCodes.PortNeeded, input.Scalar.Span, $"'{node.Name}' has no main port; name one of {string.Join(", ", names)}", OnlyPort(input, node) ?? $"write {input.Node}.{names[0]}");
        }
        else
        {
            binder.Report(spec, GraphCodes.UnknownPort, input.PortSpan, $"'{node.Name}' has no port '{input.Port}'; its ports are {string.Join(", ", names)}", Nearest.Question(input.Port, names));
        }

        return null;
    }

    // where one port alone brings rows of the verb
    private static Suggestion? OnlyPort(InputRef input, BoundNode node) =>
        node.Ports.Where(p => !p.IsDead).ToList() is [{ Name: var port }] && input.Scalar.Value == input.Node ? Suggestion.Replace($"write {input.Node}.{port}", input.Node, $"{input.Node}.{port}") : null;
}
