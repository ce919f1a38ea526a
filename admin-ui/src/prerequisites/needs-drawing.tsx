import { useFlags } from '../flags/use-flags.ts';
import { StateLabel } from '../flags/state-label.tsx';
import { LinkText } from '../ui/links.tsx';
import { draw, NODE_WIDTH } from './layout.ts';
import classes from './prerequisites.module.css';
import type { Dependency } from './use-prerequisites.ts';

interface NeedsDrawingProps {
  project: string;
  environment: string;
  group: readonly Dependency[];
  /** The flag that one came from. */
  marked: string | undefined;
}

/** The flags as links, with lines between them. The table below says the same to those who do not see lines. */
export function NeedsDrawing({ project, environment, group, marked }: NeedsDrawingProps) {
  const { data: flags = [] } = useFlags(project);
  const { width, height, flags: drawn, needs } = draw(group);
  return (
    <section className={classes.scroll} aria-label={`Drawing of what needs what: ${group.length} flags`}>
      <div className={classes.drawing} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden className={classes.lines}>
          <defs>
            <marker
              id="needs-arrow"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M 0 0 L 8 4 L 0 8 z" />
            </marker>
          </defs>
          {needs.map((need) => (
            <g key={`${need.needs} ${need.flag}`}>
              <path d={need.path} className={classes.need} markerEnd="url(#needs-arrow)" />
              <text x={need.label.x} y={need.label.y} textAnchor="end" className={classes.needVariant}>
                {need.variant}
              </text>
            </g>
          ))}
        </svg>
        {drawn.map(({ flag, x, y, height: tall }) => {
          const config = flags.find(({ key }) => key === flag)?.environments[environment];
          return (
            <LinkText
              key={flag}
              to="/p/$project/flags/$flag"
              params={{ project, flag }}
              search={{ environment }}
              className={classes.node}
              data-marked={flag === marked}
              style={{ left: x, top: y, width: NODE_WIDTH, height: tall }}
            >
              <span className={classes.nodeKey}>{flag}</span>
              {config && <StateLabel config={config} />}
            </LinkText>
          );
        })}
      </div>
    </section>
  );
}
