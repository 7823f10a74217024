// Mark area: a mark by the name of a place, without drawing or seeing. For a mark that is there, opened by code with
// { mark: its id }, it is the way to move it.
import { useState } from 'preact/hooks';
import { type Area, areaOfPlace, boxOfArea, goNear, type PutKind, placeKeys } from '../../state/area.ts';
import type { MarkView } from '../../state/marks.ts';
import type { PictureView } from '../../state/pictures.ts';
import { toolFaces } from '../../state/view.ts';
import { AreaGrid } from '../area-grid.tsx';
import { useApp, useLoadedFeatures, useSession } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';
import { Drawn } from '../icon.tsx';

export const dialog: DialogFace = {
  id: 'area',
  kind: 'modal',
  place: 'more',
  order: 25,
  icon: 'M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM3 9h18M3 15h18M9 3v18M15 3v18',
  label: 'area.title',
  title: (params) => (markIn(params) === null ? 'area.title' : 'area.move'),
  Content,
};

function Content({ params, close }: DialogProps) {
  const { pictures, view } = useSession();
  const { marks } = useLoadedFeatures();
  const picture = pictures.list.value.find(({ id }) => id === view.picture.value);
  const wanted = markIn(params);
  const mark = marks.list.value.find(({ id }) => id === wanted);
  if (!picture || (wanted !== null && !mark)) return <Nothing gone={wanted !== null} close={close} />;
  return mark ? <Move picture={picture} mark={mark} close={close} /> : <Put picture={picture} close={close} />;
}

function markIn(params: unknown): string | null {
  if (typeof params !== 'object' || params === null || !('mark' in params)) return null;
  return typeof params.mark === 'string' ? params.mark : null;
}

/** Somebody else may delete the mark, or show another picture, meanwhile. */
function Nothing({ gone, close }: { readonly gone: boolean; close(): void }) {
  const { t } = useApp();
  return (
    <>
      <h2>{t(gone ? 'area.move' : 'area.title')}</h2>
      <p>{t(gone ? 'area.gone' : 'sheet.empty')}</p>
      <p class="actions">
        <button type="button" class="button" onClick={close}>
          {t('save.close')}
        </button>
      </p>
    </>
  );
}

interface PictureProps {
  readonly picture: PictureView;
  close(): void;
}

const kinds: readonly PutKind[] = ['ellipse', 'rectangle', 'arrow', 'pin'];

const iconOf = (tool: string): string => toolFaces.find(({ id }) => id === tool)?.icon ?? '';

function Put({ picture, close }: PictureProps) {
  const { t } = useApp();
  const { view } = useSession();
  const [area, setArea] = useState<Area>(() => areaOfPlace());
  const [kind, setKind] = useState<PutKind>('ellipse');
  const put = () => {
    close();
    view.main()?.act({ name: 'put', kind, area: boxOfArea(area) });
  };
  return (
    <>
      <h2>{t('area.title')}</h2>
      <Where picture={picture} area={area} setArea={setArea} icon={iconOf(kind)} color={view.color.value} />
      <fieldset class="area-kinds">
        <legend>{t('area.what')}</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input type="radio" name="area-kind" checked={one === kind} onChange={() => setKind(one)} />
            <Drawn icon={iconOf(one)} />
            {t(`tool.${one}`)}
          </label>
        ))}
      </fieldset>
      <Actions done={t('area.put')} run={put} close={close} />
    </>
  );
}

function Move({ picture, mark, close }: PictureProps & { readonly mark: MarkView }) {
  const { t } = useApp();
  const { view } = useSession();
  const [area, setArea] = useState<Area>(() => areaOfPlace(mark.place));
  const move = () => {
    close();
    view.main()?.act({ name: 'moveTo', mark: mark.id, area: boxOfArea(area) });
  };
  return (
    <>
      <h2>{t('area.move')}</h2>
      <p class="hint">{mark.label}</p>
      <Where picture={picture} area={area} setArea={setArea} icon={iconOf(mark.tool)} color={mark.color} />
      <Actions done={t('area.moveHere')} run={move} close={close} />
    </>
  );
}

interface WhereProps {
  readonly picture: PictureView;
  readonly area: Area;
  readonly icon: string;
  readonly color: number;
  setArea(area: Area): void;
}

function Where({ picture, area, setArea, icon, color }: WhereProps) {
  const { t } = useApp();
  const { core } = useLoadedFeatures();
  const place = t(placeKeys[area.ninth] ?? 'place.center');
  const part = area.part === null ? null : t(placeKeys[area.part] ?? 'place.center');
  return (
    <>
      <AreaGrid
        // Other cells than before: the focus begins anew.
        key={area.near}
        url={core.room.blobUrl(picture.blob) ?? picture.preview}
        ratio={picture.pixelWidth / picture.pixelHeight}
        label={area.near ? t('area.nineOf', { place }) : t('area.nine', { name: picture.name })}
        {...{ area, setArea, icon, color }}
      />
      <p class="area-where">
        <span>{part === null ? place : t('area.within', { place, part })}</span>
        {area.near ? (
          <button type="button" class="button small" onClick={() => setArea(areaOfPlace(placeKeys[area.ninth]))}>
            {t('area.whole')}
          </button>
        ) : (
          <button type="button" class="button small" onClick={() => setArea(goNear(area))}>
            {t('area.closer')}
          </button>
        )}
      </p>
    </>
  );
}

interface ActionsProps {
  readonly done: string;
  run(): void;
  close(): void;
}

function Actions({ done, run, close }: ActionsProps) {
  const { t } = useApp();
  return (
    <p class="actions">
      <button type="button" class="button" onClick={close}>
        {t('film.cancel')}
      </button>
      <button type="button" class="button primary" onClick={run}>
        {done}
      </button>
    </p>
  );
}
