namespace StreamEngine.Cli.Serving.Metrics;

/// <summary>All metrics that are served. Names stay: a test holds them to a list, and docs/monitoring.md has them from here.</summary>
internal static class MetricCatalog
{
    private const string Operator = "pipeline,operator";
    private const string Edge = "pipeline,edge";

    public static readonly Metric Build = new("streamengine_build_info", "gauge", "version,runtime", "Always 1; the version of the engine and of .NET.");
    public static readonly Metric State = new("streamengine_pipeline_state", "gauge", "pipeline,state", "1 for the state the run is in (running, ended, failed), 0 for the others.");
    public static readonly Metric Records = new("streamengine_operator_records_total", "counter", Operator + ",direction,outcome",
        "Rows of a node: direction in (outcome received), fate (used, filtered, late, rejected, error) and out (sent). Received is the sum of the fates and of what is pending.");
    public static readonly Metric Pending = new("streamengine_operator_pending_records", "gauge", Operator, "Rows a node holds that have no fate yet.");
    public static readonly Metric Time = new("streamengine_operator_time_seconds_total", "counter", Operator + ",state",
        "How a node spent its time: busy, idle or backpressured; the rates of the three add up to 1.");
    public static readonly Metric Duration = new("streamengine_operator_duration_seconds", "histogram", Operator, "Time a node took for a step: a batch worked off, of a sink written. Not of sources.");
    public static readonly Metric Inference = new("streamengine_model_inference_duration_seconds", "histogram", Operator, "Time a model took for a batch.");
    public static readonly Metric QueueRows = new("streamengine_edge_queue_size_records", "gauge", Edge, "Rows that wait at a boundary.");
    public static readonly Metric QueueBytes = new("streamengine_edge_queue_size_bytes", "gauge", Edge, "Bytes that wait at a boundary or are being worked on.");
    public static readonly Metric LimitRows = new("streamengine_edge_queue_limit_records", "gauge", Edge, "Rows that may wait at a boundary.");
    public static readonly Metric LimitBytes = new("streamengine_edge_queue_limit_bytes", "gauge", Edge, "Bytes that may wait at a boundary.");
    public static readonly Metric EdgeRecords = new("streamengine_edge_records_total", "counter", Edge + ",outcome", "Rows of a boundary: sent is the sum of received, dropped and those that wait.");
    public static readonly Metric Lag = new("streamengine_source_lag_records", "gauge", Operator, "Rows that wait outside for a source to read them, of sources that can tell.");
    public static readonly Metric Delay = new("streamengine_source_delay_seconds", "gauge", Operator, "How far the newest stream time of a source is behind the clock; NaN in a replay and before the first row.");
    public static readonly Metric StreamDelay = new("streamengine_stream_time_delay_seconds", "gauge", "pipeline", "How far the newest stream time of the run is behind the clock; NaN in a replay and before the first row.");
    public static readonly Metric Latency = new("streamengine_latency_end_to_end_seconds", "histogram", Operator, "Time from the hand-over of a row by its source to the end of its write, by sink.");
    public static readonly Metric DeadLetters = new("streamengine_dlq_records_total", "counter", Operator + ",outcome", "Rows that left a node by the ports error, late and rejected, where somebody reads them.");
    public static readonly Metric Gaps = new("streamengine_gap_count_total", "counter", Operator,
        "Breaks a node found itself in the sequence of what it reads: missing messages about a book, a book it had to drop, entries that were gone before they were read. Of nodes that can find any.");
    public static readonly Metric Resyncs = new("streamengine_resync_count_total", "counter", Operator, "How often a book that a node had found a break in was whole again, by a new snapshot.");
    public static readonly Metric Requests = new("streamengine_http_requests_total", "counter", "route,status", "Answers over HTTP by route (other: none there is) and status.");
    public static readonly Metric RequestDuration = new("streamengine_http_request_duration_seconds", "histogram", "route", "Time until an answer over HTTP was written.");
    public static readonly Metric Reports = new("streamengine_reports", "gauge", "", "Symbols that have a report.");

    public static readonly Metric StreamLagMs = new("stream_lag_ms", "gauge", "pipeline", "streamengine_stream_time_delay_seconds in milliseconds.");
    public static readonly Metric EventsRate = new("events_rate", "gauge", "pipeline", "Rows a second that the sources brought in, over the last second.");
    public static readonly Metric CalcLatencyMs = new("calc_latency_ms", "histogram", "pipeline", "Milliseconds from the tick that asks for a report to the report in the cache.");
    public static readonly Metric ReportAgeMs = new("report_age_ms", "gauge", "symbol",
        "Milliseconds since a report was built: of the oldest one (symbol all), or, with ?by=symbol, of each of 50 symbols and of the oldest of the others (symbol other). NaN in a replay.");
    public static readonly Metric Errors = new("errors_total", "counter", "component", "What went wrong: failed rows and runs (pipeline), answers of status 500 or above (http), answers that are errors (mcp).");
    public static readonly Metric McpRequests = new("mcp_requests_total", "counter", "method,outcome",
        "Messages over MCP by method (other: none we serve) and outcome: ok, error (an error of the protocol, such as an unknown method, or a call of a tool that was refused or failed) or refused (no message at all).");
    public static readonly Metric McpDurationMs = new("mcp_request_duration_ms", "histogram", "method", "Milliseconds until a message over MCP was answered.");

    public static readonly Metric GcCollections = new("dotnet_gc_collections_total", "counter", "gc_heap_generation", "Collections of garbage that reached a generation.");
    public static readonly Metric GcAllocated = new("dotnet_gc_heap_allocated_bytes_total", "counter", "", "Bytes allocated on the managed heap since the start.");
    public static readonly Metric GcHeap = new("dotnet_gc_heap_size_bytes", "gauge", "", "Bytes of the managed heap in use.");
    public static readonly Metric GcPause = new("dotnet_gc_pause_time_seconds_total", "counter", "", "Time all threads stood still for the collector.");
    public static readonly Metric Memory = new("dotnet_process_memory_working_set_bytes", "gauge", "", "Physical memory of the process.");
    public static readonly Metric Cpu = new("dotnet_process_cpu_time_seconds_total", "counter", "cpu_mode", "Processor time of the process: user and system.");
    public static readonly Metric Threads = new("dotnet_thread_pool_threads", "gauge", "", "Threads of the pool.");
    public static readonly Metric ThreadQueue = new("dotnet_thread_pool_queue_length", "gauge", "", "Work items that wait for a thread of the pool.");
    public static readonly Metric Locks = new("dotnet_monitor_lock_contentions_total", "counter", "", "How often a thread had to wait for a lock.");

    /// <summary>All of them, in the order in which they are served.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Build, State, Records, Pending, Time, Duration, Inference, QueueRows, QueueBytes, LimitRows, LimitBytes, EdgeRecords, Lag, Delay, StreamDelay, Latency, DeadLetters, Gaps, Resyncs, Requests, RequestDuration, Reports,
        StreamLagMs, EventsRate, CalcLatencyMs, ReportAgeMs, Errors, McpRequests, McpDurationMs,
        GcCollections, GcAllocated, GcHeap, GcPause, Memory, Cpu, Threads, ThreadQueue, Locks,
    ];
}
